namespace PurifyProofs.Claims.SelfTest;

/// <summary>What a check was doing when it was killed.</summary>
public enum KilledPhase
{
    /// <summary>It was starting, and there was no ledger yet.</summary>
    BeforeHeader,

    /// <summary>There was a ledger, and it had said nothing of a study yet.</summary>
    BeforeFirstStudy,

    /// <summary>It was training or measuring.</summary>
    WithinStudy,

    /// <summary>A study had just entered the ledger and the next was not begun.</summary>
    BetweenStudies,

    /// <summary>All studies were in the ledger: it was judging, or writing reports.</summary>
    AfterLastStudy,
}

/// <summary>One kill and what it left.</summary>
/// <param name="Phase">What the check was doing.</param>
/// <param name="After">How long its process had run.</param>
/// <param name="UnfinishedFiles">Files left that were being written.</param>
/// <param name="UnfinishedNetworks">Networks left in the middle of their training.</param>
/// <param name="TornLines">1 when the ledger's last line was left without its end, otherwise 0.</param>
public sealed record Kill(KilledPhase Phase, TimeSpan After, int UnfinishedFiles, int UnfinishedNetworks, int TornLines);

/// <summary>A check that did not survive.</summary>
/// <param name="What">What is wrong with it, as a clause.</param>
/// <param name="Check">Number of the check, from 1.</param>
/// <param name="Kills">The kills it went through, in order.</param>
/// <param name="Folder">Its folder, which is kept.</param>
/// <param name="UninterruptedFolder">The folder of the check that nobody killed, which is kept as well.</param>
public sealed record KillFailure(string What, int Check, IReadOnlyList<Kill> Kills, string Folder, string UninterruptedFolder);

/// <summary>What killing checks found.</summary>
/// <param name="Kills">All kills of living processes.</param>
/// <param name="Checks">Checks that were killed, resumed until they ended, and compared.</param>
/// <param name="Files">Files of a check that were compared.</param>
/// <param name="Records">Studies in its ledger.</param>
/// <param name="Duration">How long the uninterrupted check ran.</param>
/// <param name="Failure">The first check that differed from the uninterrupted one, or null, as it must be.</param>
public sealed record KillTrialsResult(IReadOnlyList<Kill> Kills, int Checks, int Files, int Records, TimeSpan Duration, KillFailure? Failure);
