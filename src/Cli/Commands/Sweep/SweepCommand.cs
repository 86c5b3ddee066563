using System.CommandLine;
using System.Globalization;
using PurifyProofs.Claims.Runs.Sweep;
using PurifyProofs.Cli.Commands.Check;
using PurifyProofs.Cli.Progress;
using PurifyProofs.Cli.Reports;

namespace PurifyProofs.Cli.Commands.Sweep;

/// <summary><c>sweep</c>: a phase diagram over two parameters.</summary>
internal static class SweepCommand
{
    private static readonly Example[] Examples =
    [
        new("sweep", "robustness over dimension and radius, 12 × 12 cells, within ten minutes on two cores"),
        new("sweep --x k=1..7 --y radius=0.05..0.6 --cells 4x12 --at 'd=128,radius=0.2,adv-radius=0.22,seed=7'", "over sparsity and radius"),
        new("sweep --dry-run", "how long that would take here"),
        new("sweep --out out --resume", "go on where a stopped sweep left off"),
    ];

    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        var options = new SweepOptions();
        var verb = new Verb("sweep", "Train and attack over a grid of two parameters and draw phase diagrams with the theory's curves over them.", Examples);
        options.AddTo(verb);
        verb.Subcommands.Add(ScalingCommand.Create(context));
        verb.SetAction(parsed => Execute(options.Read(parsed), context));
        return verb;
    }

    private static int Execute(SweepPlan plan, CommandContext context)
    {
        SweepRequest request = plan.Request;
        if (plan.DryRun)
        {
            context.Output.WriteLine($"{Words(request)}, {request.Threads} side by side, seed {request.Grid.Base.Seed}; nothing is run now.");
            context.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Varied from {request.Grid.Base.Line}, {Range(request.Grid.X)} and {Range(request.Grid.Y)}, {request.Points} test points each."));
            context.Output.WriteLine($"{ForecastText.About(SweepForecast.Of(request, plan.Devices))}, extrapolated from a rehearsal of the largest cell on this machine as it is now.");
            context.Output.WriteLine(ForecastText.Memory(SweepForecast.WorkingBytes(SweepForecast.Instances(request), request.Points, request.Threads)));
            ForecastText.WriteEnd(request.Directory, request.TimeLimit, request.ResumeOtherVersion, context.Output);
            return ExitCode.Holds;
        }

        OutputFolder.RequireWritable(request.Directory);
        SweepFile.Write(request.Directory, request.Grid, request.Points);
        context.Output.WriteLine($"{Words(request)}, {request.Threads} side by side.");
        context.Output.WriteLine($"Seed {request.Grid.Base.Seed}{(plan.SeedWasDrawn ? $" (drawn now; --seed {request.Grid.Base.Seed} repeats this sweep)" : string.Empty)}; everything goes into {request.Directory}.");
        SweepResult result = SweepRun.Run(request, new SweepLines(context), plan.Devices, context.Cancellation);
        IReadOnlyList<string> written = SweepFolder.Write(request.Directory, result);
        WriteSummary(result, written, context.Output);
        return result.Partial is null ? ExitCode.Holds
            : context.Cancellation.IsCancellationRequested ? ExitCode.Interrupted
            : ExitCode.Undecided;
    }

    private static string Range(SweepAxis axis) => string.Create(CultureInfo.InvariantCulture, $"{axis.Key.Name} from {axis.Values[0]} to {axis.Values[^1]}");

    private static string Words(SweepRequest request) => string.Create(
        CultureInfo.InvariantCulture,
        $"Sweeping {request.Grid.X.Key.Name} over {request.Grid.X.Values.Count} values and {request.Grid.Y.Key.Name} over {request.Grid.Y.Values.Count}: {request.Grid.Count} cells");

    private static void WriteSummary(SweepResult result, IReadOnlyList<string> written, TextWriter output)
    {
        output.WriteLine();
        int Count(Phase phase) => result.Cells.Count(cell => cell.Phase == phase);
        output.WriteLine($"Robust after adversarial training alone: {Count(Phase.Purified)} cells, {result.Cells.Count(cell => cell.HasBoth)} of them with FP-3 and FP-4 at their thresholds.");
        output.WriteLine($"After both trainings: {Count(Phase.RobustAnyway)}. After neither: {Count(Phase.Broken)}. After clean training alone: {Count(Phase.Spoilt)}. Not measured: {result.Cells.Count(cell => cell.Phase is null)}.");
        if (result.Partial is { } why)
        {
            output.WriteLine($"Partial: {why}");
        }

        output.WriteLine("Reports:");
        foreach (string path in written)
        {
            output.WriteLine("  " + path);
        }
    }
}
