using System.Globalization;
using System.Text.Json.Serialization;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Claims.Ledgers;

/// <summary>What a check was asked to do, as its ledger begins with it. Times and machine are not part of it: the same seed gives the same bytes.</summary>
/// <param name="Scale">How much is run.</param>
/// <param name="Seed">The seed the instances were generated from.</param>
/// <param name="ClaimsGlob">Which claims, as a glob over ids.</param>
/// <param name="InstanceLines">The line that reproduces each instance, in order; see <see cref="InstanceLine"/>. Of drawn ones only as many are run as verdicts need.</param>
/// <param name="Origin">What the instances are to the verdicts. Ledgers of earlier versions do not say it; their draws kept apart, so they count as given.</param>
/// <param name="Scope">What becomes of instances outside a claim's hypotheses.</param>
/// <param name="Device">The identity of the device that measures. Ledgers of earlier versions do not say it; there was one device only.</param>
/// <param name="Program">The program that began the ledger; null in ledgers of schema 1, which do not say it.</param>
public sealed record LedgerHeader(
    [property: JsonPropertyOrder(-1)] Scale Scale,
    [property: JsonPropertyOrder(-1)] ulong Seed,
    string ClaimsGlob,
    IReadOnlyList<string> InstanceLines,
    InstanceOrigin Origin = InstanceOrigin.Given,
    HypothesisScope Scope = HypothesisScope.Within,
    string Device = LedgerHeader.FirstDevice,
    ProgramVersion? Program = null)
{
    /// <summary>The only device there was when ledgers did not name it.</summary>
    public const string FirstDevice = "cpu";

    /// <summary>The seed in digits: readers that take numbers for doubles round it above 2⁵³.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [JsonPropertyOrder(-1)]
    public string SeedText => Seed.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether both ask for the same run, of whatever version of the program.</summary>
    public bool IsSameRun(LedgerHeader other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other with { InstanceLines = InstanceLines, Program = Program } == this && other.InstanceLines.SequenceEqual(InstanceLines);
    }
}

/// <summary>What one finished study measured.</summary>
/// <param name="Instance">Index of the instance among the header's lines.</param>
/// <param name="Study">The study.</param>
/// <param name="Summary">Its main figures in one line.</param>
/// <param name="Measurements">All it measured.</param>
public sealed record StudyRecord(int Instance, Study Study, string Summary, IReadOnlyList<Measurement> Measurements);

/// <summary>What a smaller instance said, tried in search of the smallest that violates a claim.</summary>
/// <param name="Claim">The claim's id.</param>
/// <param name="InstanceLine">The line that reproduces the instance.</param>
/// <param name="Verdict">The verdict on it.</param>
/// <param name="Reason">One sentence a theorist can read on its own.</param>
/// <param name="Measures">The numbers it rests on.</param>
public sealed record CandidateRecord(string Claim, string InstanceLine, VerdictKind Verdict, string Reason, IReadOnlyList<Measure> Measures);

/// <summary>The whole records of a ledger.</summary>
/// <param name="Header">What was asked.</param>
/// <param name="Records">What was measured, in the order it was appended.</param>
/// <param name="Candidates">Smaller instances that were tried, in the order in which they were.</param>
public sealed record LedgerContents(LedgerHeader Header, IReadOnlyList<StudyRecord> Records, IReadOnlyList<CandidateRecord> Candidates)
{
    /// <summary>Bytes after the last whole line: a record whose write was killed, or is still going on. None of them were read.</summary>
    public long TornBytes { get; init; }

    /// <summary>The programs that measured, in order: the one that began the ledger, and each after it that appended.</summary>
    public IReadOnlyList<ProgramVersion?> Programs { get; init; } = [Header.Program];

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
