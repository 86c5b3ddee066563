using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Cli.Words;

/// <summary>The end of a search for a smaller violation in words.</summary>
internal static class SmallestViolationWords
{
    /// <summary>What is shown.</summary>
    public static string Heading(SmallestViolation found) =>
        found.IsSmaller ? "The smallest violating instance found" : "The smallest violating instance is one of those drawn";

    /// <summary>How it was looked for.</summary>
    public static string Search(SmallestViolation found) => (found.Tried, found.IsSmaller) switch
    {
        (0, _) => FormattableString.Invariant($"no smaller one of the law's sizes is left that {ViolationShrinker.LargestShare:P0} of the run's work would pay"),
        (1, true) => "1 smaller one of the law's sizes tried",
        (1, false) => "1 smaller one of the law's sizes tried, which does not violate",
        (_, true) => FormattableString.Invariant($"{found.Tried} smaller ones of the law's sizes tried"),
        _ => FormattableString.Invariant($"{found.Tried} smaller ones of the law's sizes tried, none of which violates"),
    };
}
