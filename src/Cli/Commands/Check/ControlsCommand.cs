using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Runs.Controls;
using PurifyProofs.Cli.Progress;
using PurifyProofs.Cli.Reports;
using PurifyProofs.Model.Device;

namespace PurifyProofs.Cli.Commands.Check;

/// <summary><c>check --controls</c>: claims with one hypothesis broken, which the suite must find violated.</summary>
internal static class ControlsCommand
{
    /// <summary>Runs the controls, prints and writes the table.</summary>
    /// <returns>The exit code.</returns>
    public static int Execute(CheckArguments arguments, CommandContext context)
    {
        DateTimeOffset started = context.Clock.GetUtcNow();
        ControlPlan plan = ControlPlan.From(arguments, context.Engine);
        ControlRequest request = plan.Request;
        if (arguments.DryRun)
        {
            ForecastText.Write(plan, context.Engine.Forecast(ControlRun.Planned(request, plan.Claims), arguments.Device), context.Output);
            return ExitCode.Holds;
        }

        OutputFolder.RequireWritable(request.Directory);
        Announce(plan, context.Output);
        var report = new ControlReport(request.Directory);
        ControlTable table = ControlRun.Run(request, plan.Claims, (step, check) => Check(step, check, arguments.Device, context), report.Write);
        new ReportFolder(request.Directory, context.Engine.PrintInstance)
            .WriteEnvironment(RunEnvironment.Capture(started, context.Clock.GetUtcNow(), request.Threads));
        ControlTableText.Write(table, report.Paths, context);
        return context.Cancellation.IsCancellationRequested && table.Partial is not null ? ExitCode.Interrupted : ExitCode.Of(table);
    }

    private static CheckResult Check(ControlStep step, CheckRequest check, IDeviceFactory devices, CommandContext context)
    {
        context.Output.WriteLine($"Check {step.Number} of {step.Count}: {step.Title}");
        context.Output.Flush();
        return ProgressDisplay.Run(context, 1, progress => context.Engine.Run(check, progress, devices, context.Cancellation));
    }

    private static void Announce(ControlPlan plan, TextWriter output)
    {
        ControlRequest request = plan.Request;
        int controls = plan.Claims.Sum(static claim => claim.Breakers.Count);
        output.WriteLine($"Controlling {string.Join(", ", plan.Claims.Select(static claim => claim.Id))} at scale {ScaleWords.Name(request.Scale)}: {controls} controls, each on instances until its claim is decided.");
        output.WriteLine($"Seed {request.Seed}{(plan.SeedWasDrawn ? $" (drawn now; --seed {request.Seed} repeats these controls)" : string.Empty)}; everything goes into {request.Directory}.");
    }
}
