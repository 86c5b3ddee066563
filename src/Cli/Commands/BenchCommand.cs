using System.CommandLine;
using System.Text.Json.Serialization;
using PurifyProofs.Cli.Benchmarks;
using PurifyProofs.Cli.Reports;
using PurifyProofs.Model.Compute;

namespace PurifyProofs.Cli.Commands;

/// <summary>What <c>bench --json</c> prints; other tools rely on the names.</summary>
/// <param name="Device">The device, in words.</param>
/// <param name="Threads">Worker threads.</param>
/// <param name="CleanStepsPerSecond">Clean SGD steps a second.</param>
/// <param name="FastGradientStepsPerSecond">FGM-adversarial SGD steps a second.</param>
/// <param name="AttackedPointsPerSecond">Points a second under PGD with 50 steps.</param>
/// <param name="CertifiedPointsPerSecond">Points a second that are certified; null until there is a certificate to time.</param>
/// <param name="PeakGigaflops">Measured peak of multiply–adds, GFLOP/s.</param>
/// <param name="ForwardGigaflops">GFLOP/s of the forward pass.</param>
internal sealed record BenchAnswer(
    [property: JsonPropertyName("device")] string Device,
    [property: JsonPropertyName("threads")] int Threads,
    [property: JsonPropertyName("clean_steps_per_s")] double CleanStepsPerSecond,
    [property: JsonPropertyName("fgm_steps_per_s")] double FastGradientStepsPerSecond,
    [property: JsonPropertyName("pgd50_points_per_s")] double AttackedPointsPerSecond,
    [property: JsonPropertyName("certified_points_per_s")] double? CertifiedPointsPerSecond,
    [property: JsonPropertyName("fma_peak_gflops")] double PeakGigaflops,
    [property: JsonPropertyName("forward_gflops")] double ForwardGigaflops);

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
        Option<bool> json = new("--json") { Description = "Print one JSON object." };
        var verb = new Verb("bench", "Time training and attacks on the standard workload.", Examples);
        verb.Options.Add(seconds);
        verb.Options.Add(threads);
        verb.Options.Add(json);
        verb.SetAction(parsed =>
        {
            double duration = OptionText.Positive("--seconds", parsed.GetValue(seconds) ?? DefaultSeconds, DefaultSeconds);
            BenchAnswer answer = Measure(TimeSpan.FromSeconds(duration), OptionText.Threads(parsed.GetValue(threads)));
            Write(answer, parsed.GetValue(json), context.Output);
            return ExitCode.Holds;
        });
        return verb;
    }

    private static BenchAnswer Measure(TimeSpan duration, int threads)
    {
        using var device = new CpuDevice(threads);
        using var workload = new StandardWorkload(device);
        return new BenchAnswer(
            device.Name,
            device.Threads,
            workload.CleanStepsPerSecond(duration),
            workload.FastGradientStepsPerSecond(duration),
            workload.AttackedPointsPerSecond(duration),
            null,
            FusedMultiplyAddPeak.Measure(threads, duration),
            workload.ForwardGigaflops(duration));
    }

    private static void Write(BenchAnswer answer, bool json, TextWriter output)
    {
        if (json)
        {
            JsonLine.Write(output, answer);
            return;
        }

        output.WriteLine($"{answer.Device}; d = 256, k = 3, m = 1024, batch 512, τ = 0.2:");
        Row("clean training", answer.CleanStepsPerSecond, "steps/s");
        Row("FGM training", answer.FastGradientStepsPerSecond, "steps/s");
        Row("PGD-50", answer.AttackedPointsPerSecond, "points/s");
        Row("multiply–add peak", answer.PeakGigaflops, "GFLOP/s");
        Row("forward pass", answer.ForwardGigaflops, $"GFLOP/s, {NumberText.Short(100 * answer.ForwardGigaflops / answer.PeakGigaflops)} % of the peak");

        void Row(string name, double value, string unit) => output.WriteLine($"  {name,-20}{NumberText.Short(value),8} {unit}");
    }
}
