using System.Globalization;
using PurifyProofs.Claims.SelfTest;

namespace PurifyProofs.Cli.Commands.SelfTest;

/// <summary>What the self-test says of checks that were killed.</summary>
internal static class KillTrialsReport
{
    /// <summary>Writes the counts to standard output, and the check that did not survive to standard error.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="command">The verb and flags that repeat it.</param>
    /// <param name="context">Where to write.</param>
    /// <returns>The exit code.</returns>
    public static int Write(KillTrialsResult result, string command, CommandContext context)
    {
        TextWriter output = context.Output;
        output.WriteLine("Checks ended by SIGKILL and resumed until they finish:");
        foreach (KilledPhase phase in Enum.GetValues<KilledPhase>())
        {
            output.WriteLine(Invariant($"  killed {Words(phase),-22}{result.Kills.Count(kill => kill.Phase == phase),4}"));
        }

        output.WriteLine(Invariant($"  found after each: {Count(result.Kills.Sum(static kill => kill.UnfinishedNetworks), "network")} in the middle of training, {Count(result.Kills.Sum(static kill => kill.UnfinishedFiles), "unfinished file")}, {Count(result.Kills.Sum(static kill => kill.TornLines), "torn ledger line")}"));
        output.WriteLine(Invariant($"{Count(result.Kills.Count, "kill")} in {Count(result.Checks, "check")} of {result.Duration.TotalSeconds:0.0} s: {Conclusion(result)}."));
        if (result.Failure is null)
        {
            return ExitCode.Holds;
        }

        context.Error.WriteLine("error: " + Defect(result.Failure, command));
        return ExitCode.InternalError;
    }

    private static string Conclusion(KillTrialsResult result) => result.Failure is null
        ? Invariant($"the ledger of {result.Records} records, the networks and the reports ({result.Files} files) were those of an uninterrupted check, byte for byte")
        : "evidence did not survive";

    private static string Defect(KillFailure failure, string command) =>
        Invariant($"a check did not survive {Count(failure.Kills.Count, "kill")}: {failure.What}; check {failure.Check} was killed {string.Join(", ", failure.Kills.Select(Words))}; ")
        + $"its folder '{failure.Folder}' and the uninterrupted '{failure.UninterruptedFolder}' are kept; repeat with '{command}'.";

    private static string Words(Kill kill) => Invariant($"{Words(kill.Phase)} ({kill.After.TotalSeconds:0.000} s)");

    private static string Words(KilledPhase phase) => phase switch
    {
        KilledPhase.BeforeHeader => "before the header",
        KilledPhase.BeforeFirstStudy => "before its first study",
        KilledPhase.WithinStudy => "within a study",
        KilledPhase.BetweenStudies => "between two studies",
        _ => "after the last study",
    };

    private static string Count(int number, string noun) => Invariant($"{number} {noun}{(number == 1 ? "" : "s")}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
