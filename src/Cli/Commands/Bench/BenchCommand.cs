using System.CommandLine;
using PurifyProofs.Cli.Benchmarks;

namespace PurifyProofs.Cli.Commands.Bench;

/// <summary><c>bench</c>: the standard workload on this machine.</summary>
internal static class BenchCommand
{
    private const string DefaultSeconds = "2";

    private static readonly Example[] Examples =
    [
        new("bench", "time the standard workload on all cores, two seconds a figure"),
        new("bench --json --seconds 5 --threads 1", "one core, five seconds a figure, for a program to read"),
    ];

    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        Option<string> seconds = TextOption.Create("--seconds", "S", $"How long each figure is measured, after a warm-up of a quarter of that (default: {DefaultSeconds}).");
        Option<string> threads = TextOption.Create("--threads", "N", "Worker threads (default: all cores).");
        var device = new DeviceOption();
        Option<bool> json = new("--json") { Description = "Print one JSON object." };
        var verb = new Verb("bench", "Time training and attacks on the standard workload, and hold them against the peak of the machine.", Examples);
        verb.Options.Add(seconds);
        verb.Options.Add(device.Flag);
        verb.Options.Add(threads);
        verb.Options.Add(json);
        verb.Subcommands.Add(GrowthCommand.Create(context));
        verb.SetAction(parsed =>
        {
            double duration = OptionText.Positive("--seconds", parsed.GetValue(seconds) ?? DefaultSeconds, DefaultSeconds);
            int workers = OptionText.Threads(parsed.GetValue(threads));
            var progress = new BenchProgress(context.Error, BenchRun.Figures, context.Cancellation);
            Write(BenchRun.Measure(device.Read(parsed), workers, TimeSpan.FromSeconds(duration), progress), parsed.GetValue(json), context.Output);
            return ExitCode.Holds;
        });
        return verb;
    }

    private static void Write(BenchAnswer answer, bool json, TextWriter output)
    {
        if (json)
        {
            JsonLine.Write(output, answer);
        }
        else
        {
            BenchText.Write(output, answer);
        }
    }
}
