using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Cli.Progress;
using PurifyProofs.Cli.Reports;

namespace PurifyProofs.Cli.Commands.Check;

/// <summary>A check run from the command line: announced, run under progress, its reports written.</summary>
/// <param name="Result">The verdicts.</param>
/// <param name="Written">The paths of the reports.</param>
internal sealed record CheckSession(CheckResult Result, IReadOnlyList<string> Written)
{
    /// <summary>Runs a plan.</summary>
    /// <exception cref="UnwritableFolderException">Its folder cannot be written; nothing was computed.</exception>
    public static CheckSession Run(CheckPlan plan, CommandContext context)
    {
        DateTimeOffset started = context.Clock.GetUtcNow();
        OutputFolder.RequireWritable(plan.Request.Directory);
        Announce(plan, context);
        CheckResult result = ProgressDisplay.Run(
            context, 1, progress => context.Engine.Run(plan.Request, progress, plan.Devices, context.Cancellation));
        var reports = new ReportFolder(plan.Request.Directory, context.Engine.PrintInstance);
        return new CheckSession(
            result, reports.Write(result, RunEnvironment.Capture(started, context.Clock.GetUtcNow(), plan.Request.Threads)));
    }

    private static void Announce(CheckPlan plan, CommandContext context)
    {
        TextWriter output = context.Output;
        CheckRequest request = plan.Request;
        output.WriteLine($"Checking {string.Join(", ", plan.Claims.Select(claim => claim.Id))} at scale {ScaleWords.Name(request.Scale)} on {InstanceWords(request)}, {Plural(request.Threads, "thread")}.");
        output.WriteLine($"Seed {request.Seed}{(plan.SeedWasDrawn ? $" (drawn now; --seed {request.Seed} repeats this check)" : string.Empty)}; everything goes into {request.Directory}.");
        WriteRepeated(plan.Repeated, context);
    }

    /// <summary>Says which instances were given more than once.</summary>
    public static void WriteRepeated(IReadOnlyList<Instance> repeated, CommandContext context)
    {
        foreach (Instance instance in repeated)
        {
            context.Output.WriteLine($"Given more than once, and counted once: {context.Engine.PrintInstance(instance)}");
        }
    }

    // Drawn instances are run until the verdicts stand.
    private static string InstanceWords(CheckRequest request) =>
        (request.Origin == InstanceOrigin.Drawn && request.Instances.Count > 1 ? "at most " : "") + Plural(request.Instances.Count, "instance");

    private static string Plural(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
