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
            context.Error.WriteLine($"error: reports of scale {Lower(trial.Scale)} are wrong more often than promised: {Share(trial.Wrong)} with claims {Words(trial.Truth)}, {Lower(trial.Dependence)}, at most {NumberText.Short(trial.Level)} allowed; repeat with '{command}'.");
        }

        foreach (BrokenRule rule in result.Unseen)
        {
            context.Error.WriteLine($"error: the count is too weak: a rule that decides {rule.Name} is wrong in {Share(rule.Wrong)}, which does not show that it exceeds {NumberText.Short(rule.Level)}; repeat with more --reports.");
        }

        return exceeded.Length > 0 ? ExitCode.Violated : result.Unseen.Any() ? ExitCode.InternalError : ExitCode.Holds;
    }

    private static void WriteTable(CalibrationTrialsResult result, int exceeded, TextWriter output)
    {
        output.WriteLine($"Reports with a wrong verdict, {CalibrationTrials.ClaimCount} claims at the edge of what their verdict allows, each stopped where it is wrong if it ever is:");
        output.WriteLine($"  {"scale",-10}{"claims",-24}{"on one instance",-17}{"level",-7}wrong");
        foreach (CalibrationTrial trial in result.Trials)
        {
            output.WriteLine($"  {Lower(trial.Scale),-10}{Words(trial.Truth),-24}{Lower(trial.Dependence),-17}{NumberText.Short(trial.Level),-7}{Share(trial.Wrong)}");
        }

        output.WriteLine("Wrong rules, which the same count must show:");
        foreach (BrokenRule rule in result.Broken)
        {
            output.WriteLine($"  deciding {rule.Name}: {Share(rule.Wrong)}, level {NumberText.Short(rule.Level)}");
        }

        string conclusion = exceeded == 0 ? "no level is exceeded" : string.Create(CultureInfo.InvariantCulture, $"the level is exceeded in {exceeded} of {result.Trials.Count} trials");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Trials.Sum(static trial => (long)trial.Wrong.Reports)} reports: {conclusion} (exact limits, each missed with probability at most {WrongShare.ErrorProbability})."));
    }

    private static string Share(WrongShare wrong) => string.Create(
        CultureInfo.InvariantCulture,
        $"{wrong.Wrong} of {wrong.Reports}: {NumberText.Short(wrong.Share)} [{NumberText.Short(wrong.Lower)}, {NumberText.Short(wrong.Upper)}]");

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
