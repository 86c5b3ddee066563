using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Evidence;

/// <summary>What a check was asked to do, as its ledger begins with it. Times and machine are not part of it: the same seed gives the same bytes.</summary>
/// <param name="Scale">How much is run.</param>
/// <param name="Seed">The seed the instances were generated from.</param>
/// <param name="ClaimsGlob">Which claims, as a glob over ids.</param>
/// <param name="InstanceLines">The line that reproduces each instance, in order; see <see cref="InstanceLine"/>.</param>
public sealed record LedgerHeader(Scale Scale, ulong Seed, string ClaimsGlob, IReadOnlyList<string> InstanceLines);

/// <summary>What one finished study measured.</summary>
/// <param name="Instance">Index of the instance among the header's lines.</param>
/// <param name="Study">The study.</param>
/// <param name="Summary">Its main figures in one line.</param>
/// <param name="Measurements">All it measured.</param>
public sealed record StudyRecord(int Instance, Study Study, string Summary, IReadOnlyList<Measurement> Measurements);

/// <summary>The whole records of a ledger.</summary>
/// <param name="Header">What was asked.</param>
/// <param name="Records">What was measured, in the order it was appended.</param>
public sealed record LedgerContents(LedgerHeader Header, IReadOnlyList<StudyRecord> Records)
{
    /// <summary>Bytes after the last whole line: a record whose write was killed, or is still going on. None of them were read.</summary>
    public long TornBytes { get; init; }

    /// <summary>Everything measured on the instance with that index.</summary>
    public InstanceEvidence EvidenceOf(int instance)
    {
        InstanceEvidence evidence = new();
        foreach (StudyRecord record in Records.Where(record => record.Instance == instance))
        {
            evidence.Add(record.Study, record.Measurements);
        }

        return evidence;
    }
}
