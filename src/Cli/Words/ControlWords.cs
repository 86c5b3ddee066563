using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Runs.Controls;

namespace PurifyProofs.Cli.Words;

/// <summary>Controls in words.</summary>
internal static class ControlWords
{
    /// <summary>What became of a control.</summary>
    public static string Of(ControlOutcome outcome) => outcome switch
    {
        ControlOutcome.Caught => "caught",
        ControlOutcome.Missed => "missed",
        ControlOutcome.SaysNothing => "says nothing",
        _ => "not finished",
    };

    /// <summary>How far a breaker goes.</summary>
    public static string Of(BreakerStrength strength) => strength == BreakerStrength.NearThreshold ? "near the threshold" : "gross";

    /// <summary>Base and breaker, and what was found.</summary>
    public static string Sentence(ControlResult control)
    {
        string denied = $"Denied: {control.Breaker.BrokenHypothesis} ({control.Breaker.Key}).";
        return control.Outcome switch
        {
            ControlOutcome.NotFinished => denied,
            ControlOutcome.SaysNothing => $"{denied} {Unbroken(control)}: {control.Unbroken!.Sentence}",
            _ => $"{denied} {Unbroken(control)}. Broken: {control.Broken!.Sentence}",
        };
    }

    /// <summary>What the claim does on the unbroken instances.</summary>
    public static string Unbroken(ControlResult control) => control.Unbroken?.Verdict switch
    {
        null => "unbroken not finished",
        VerdictKind.Holds => "Holds unbroken",
        VerdictKind.Violated => "Violated already, so the control says nothing",
        _ => "Not shown to hold unbroken, so the control says nothing",
    };

    /// <summary>The share caught.</summary>
    public static string Share(ControlTable table)
    {
        int silent = table.Count(ControlOutcome.SaysNothing), open = table.Count(ControlOutcome.NotFinished);
        string share = table.Telling == 0
            ? "No control tells anything"
            : FormattableString.Invariant($"Caught {table.Count(ControlOutcome.Caught)} of {table.Telling} controls ({100.0 * table.Count(ControlOutcome.Caught) / table.Telling:0.#} %)");
        return share + (silent > 0 ? $"; {silent} say nothing" : "") + (open > 0 ? $"; {open} not finished" : "") + ".";
    }
}
