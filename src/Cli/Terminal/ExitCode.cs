using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Runs.Controls;
using PurifyProofs.Claims.Runs.Gate;

namespace PurifyProofs.Cli.Terminal;

/// <summary>The tool's exit codes; other tools rely on them.</summary>
public static class ExitCode
{
    /// <summary>Every claim holds.</summary>
    public const int Holds = 0;

    /// <summary>A claim is violated.</summary>
    public const int Violated = 1;

    /// <summary>No claim is violated, and one is undecided, or none applied.</summary>
    public const int Undecided = 2;

    /// <summary>The command line asks for something that does not exist or makes no sense.</summary>
    public const int BadUsage = 64;

    /// <summary>A file to be read is missing, truncated or foreign.</summary>
    public const int BadData = 65;

    /// <summary>The tool failed, or could not write.</summary>
    public const int InternalError = 70;

    /// <summary>Stopped by Ctrl-C.</summary>
    public const int Interrupted = 130;

    /// <summary>The exit code that a check's verdicts ask for: violated wins over undecided; not applicable counts only when nothing applied.</summary>
    public static int Of(CheckResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var applied = result.Claims.Select(claim => claim.Verdict).Where(verdict => verdict != VerdictKind.NotApplicable).ToList();
        return applied switch
        {
            _ when applied.Contains(VerdictKind.Violated) => Violated,
            [] => Undecided,
            _ when applied.Contains(VerdictKind.Undecided) => Undecided,
            _ => Holds,
        };
    }

    /// <summary>The exit code of the gate: worse than the baseline fails, what cannot be told any more or was not asked leaves it open.</summary>
    /// <param name="comparison">What was compared.</param>
    /// <param name="allowOpen">Whether what cannot be told any more passes.</param>
    public static int Of(GateComparison comparison, bool allowOpen)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return comparison.Outcome switch
        {
            ChangeKind.Worse => Violated,
            ChangeKind.Missing => Undecided,
            ChangeKind.Open when !allowOpen => Undecided,
            _ => Holds,
        };
    }

    /// <summary>The exit code of a run of the controls: one missed fails, one that says nothing or was not run leaves it open.</summary>
    public static int Of(ControlTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Count(ControlOutcome.Missed) > 0 ? Violated
            : table.Count(ControlOutcome.Caught) == table.Results.Count ? Holds
            : Undecided;
    }
}
