using PurifyProofs.Claims.Claim;

namespace PurifyProofs.Cli.Words;

/// <summary>Verdicts as they are printed.</summary>
internal static class VerdictWords
{
    /// <summary>The words for a verdict.</summary>
    public static string Name(VerdictKind verdict) => verdict switch
    {
        VerdictKind.Holds => "holds",
        VerdictKind.Violated => "violated",
        VerdictKind.Undecided => "undecided",
        VerdictKind.NotApplicable => "not applicable",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "There is no such verdict."),
    };

    /// <summary>
    /// The word that report.json has for a claim: other tools know three, so a claim that no instance applies to is
    /// undecided there, and a field of its own says why.
    /// </summary>
    public static string OfThree(VerdictKind verdict) => Name(verdict == VerdictKind.NotApplicable ? VerdictKind.Undecided : verdict);

    /// <summary>The words in snake case, for single instances and for style sheets.</summary>
    public static string Identifier(VerdictKind verdict) => Name(verdict).Replace(' ', '_');
}
