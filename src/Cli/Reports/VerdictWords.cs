using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Cli.Reports;

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

    /// <summary>The word of report.json: the same in snake case.</summary>
    public static string Identifier(VerdictKind verdict) => Name(verdict).Replace(' ', '_');
}
