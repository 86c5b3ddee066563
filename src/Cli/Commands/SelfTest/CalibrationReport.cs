using System.Globalization;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.SelfTest;
using PurifyProofs.Cli.Terminal;
using PurifyProofs.Cli.Words;

namespace PurifyProofs.Cli.Commands.SelfTest;

/// <summary>What the self-test says of simulated reports.</summary>
internal static class CalibrationReport
{
    /// <summary>Writes the table to standard output, and what it found wrong to standard error.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="command">The verb and flags that repeat it.</param>
    /// <param name="context">Where to write.</param>
    /// <returns>The exit code.</returns>
    public static int Write(CalibrationTrialsResult result, string command, CommandContext context)
    {
        CalibrationTrial[] exceeded = [.. result.Exceeded];
        WriteTable(result, exceeded.Length, context.Output);
        foreach (CalibrationTrial trial in exceeded)
        {
            context.Error.WriteLine(
                $"error: reports of scale {Lower(trial.Scale)} are wrong more often than promised: {Share(trial.Wrong)} "
                + $"with claims {Words(trial.Truth)}, {Lower(trial.Dependence)}, at most {NumberText.Short(trial.Level)} allowed; repeat with '{command}'.");
        }

        foreach (BrokenRule rule in result.Unseen)
        {
            context.Error.WriteLine(
                $"error: the count is too weak: a rule that decides {rule.Name} is wrong in {Share(rule.Wrong)}, "
                + $"which does not show that it exceeds {NumberText.Short(rule.Level)}; repeat with more --reports.");
        }

        return exceeded.Length > 0 ? ExitCode.Violated : result.Unseen.Any() ? ExitCode.InternalError : ExitCode.Holds;
    }

    private static void WriteTable(CalibrationTrialsResult result, int exceeded, TextWriter output)
    {
        output.WriteLine(
            $"Reports with a wrong verdict, {CalibrationTrials.ClaimCount} claims at the edge of what their verdict allows, "
            + "each stopped where it is wrong if it ever is:");
        Row("scale", "claims", "on one instance", "level", "wrong");
        foreach (CalibrationTrial trial in result.Trials)
        {
            Row(Lower(trial.Scale), Words(trial.Truth), Lower(trial.Dependence), NumberText.Short(trial.Level), Share(trial.Wrong));
        }

        output.WriteLine("Wrong rules, which the same count must show:");
        foreach (BrokenRule rule in result.Broken)
        {
            output.WriteLine($"  deciding {rule.Name}: {Share(rule.Wrong)}, level {NumberText.Short(rule.Level)}");
        }

        long reports = result.Trials.Sum(static trial => (long)trial.Wrong.Reports);
        string conclusion = exceeded == 0
            ? "no level is exceeded"
            : Invariant($"the level is exceeded in {exceeded} of {result.Trials.Count} trials");
        string chance = NumberText.Short(WrongShare.ErrorProbability);
        output.WriteLine(Invariant($"{reports} reports: {conclusion} (exact limits, each missed with probability at most {chance})."));

        void Row(string scale, string claims, string dependence, string level, string wrong) =>
            output.WriteLine($"  {scale,-10}{claims,-24}{dependence,-17}{level,-7}{wrong}");
    }

    private static string Share(WrongShare wrong)
    {
        string share = NumberText.Short(wrong.Share), lower = NumberText.Short(wrong.Lower), upper = NumberText.Short(wrong.Upper);
        return Invariant($"{wrong.Wrong} of {wrong.Reports}: {share} [{lower}, {upper}]");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Words(SimulatedTruth truth) => truth switch
    {
        SimulatedTruth.True => "all just true",
        SimulatedTruth.False => "all just false",
        _ => "every second just true",
    };

    private static string Lower<T>(T word)
        where T : struct, Enum =>
        word.ToString().ToLowerInvariant();
}
