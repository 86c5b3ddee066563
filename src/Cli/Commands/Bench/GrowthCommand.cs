using System.CommandLine;
using PurifyProofs.Cli.Benchmarks;
using PurifyProofs.Model.Device;

namespace PurifyProofs.Cli.Commands.Bench;

/// <summary><c>bench growth</c>: how the cost of a clean step grows.</summary>
internal static class GrowthCommand
{
    private const string DefaultSeconds = "1";

    private static readonly Example[] Examples =
    [
        new("bench growth > growth.md", "the tables of docs/performance.md for this machine, about a minute"),
    ];

    /// <summary>The verb under <c>bench</c>.</summary>
    public static Command Create(CommandContext context)
    {
        Option<string> seconds = TextOption.Create("--seconds", "S", $"How long each figure is measured, after a warm-up of a quarter of that (default: {DefaultSeconds}).");
        var device = new DeviceOption();
        var verb = new Verb("growth", "Time clean steps over d, m, batch and threads, and fit exponents; prints Markdown.", Examples);
        verb.Options.Add(seconds);
        verb.Options.Add(device.Flag);
        verb.SetAction(parsed =>
        {
            double duration = OptionText.Positive("--seconds", parsed.GetValue(seconds) ?? DefaultSeconds, DefaultSeconds);
            Execute(device.Read(parsed), TimeSpan.FromSeconds(duration), context);
            return ExitCode.Holds;
        });
        return verb;
    }

    private static void Execute(IDeviceFactory devices, TimeSpan duration, CommandContext context)
    {
        int[] threads = [.. new[] { 1, Environment.ProcessorCount }.Distinct()];
        (string Name, WorkloadShape Centre)[] workloads = [("standard", WorkloadShape.Standard), ("late phase", WorkloadShape.LatePhase)];
        var progress = new BenchProgress(context.Error, workloads.Sum(workload => GrowthRun.Figures(workload.Centre, threads)), context.Cancellation);
        foreach ((string name, WorkloadShape centre) in workloads)
        {
            GrowthTable.Write(context.Output, name, threads, GrowthRun.Measure(devices, centre, threads, duration, progress), centre);
            context.Output.WriteLine();
        }
    }
}
