using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace PurifyProofs.Snapshots.Commands;

/// <summary>What <c>bench</c> prints, for other tools and for readers; its figures vary, its shape does not.</summary>
public sealed partial class BenchCommandTests
{
    private static readonly string[] Rates = ["clean_steps_per_s", "fgm_steps_per_s", "pgd50_points_per_s"];
    private static readonly string[] Ceilings = ["fma_peak_gflops", "memory_bandwidth_gb_per_s"];
    private static readonly string[] Operations = ["clean", "fgm", "pgd50", "forward"];
    private static readonly string[] RooflineFields =
        ["active_fraction", "bound", "bytes", "ceiling_per_s", "flops_dense", "flops_done", "gflops_dense", "gflops_done", "peak_fraction", "per_s"];

    [Fact]
    public void JsonKeepsTheContract()
    {
        Answer answer = CommandLine.Run("bench", "--json", "--seconds", "0.01", "--threads", "1");
        JsonElement json = JsonDocument.Parse(answer.Output).RootElement;
        Assert.Equal(0, answer.ExitCode);
        AssertNames(json, [.. Rates, .. Ceilings, "certified_points_per_s", "device", "threads", "forward_gflops", "side_by_side_cost", "roofline", "late_phase"]);
        Assert.All(Ceilings, name => Assert.True(Number(json, name) > 0));
        Assert.True(Number(json, "certified_points_per_s") > 0);
        Assert.Equal(1, json.GetProperty("threads").GetInt32());
        Assert.True(Number(json, "side_by_side_cost") > 0);
        AssertWorkload(json, json, active: 0.633);
        JsonElement late = json.GetProperty("late_phase");
        AssertNames(late, [.. Rates, "forward_gflops", "roofline"]);
        AssertWorkload(json, late, active: 0.097);
    }

    [Fact]
    public void TextIsATableOnOutputAndProgressIsOnError()
    {
        Answer answer = CommandLine.Run("bench", "--seconds", "0.01", "--threads", "1");
        Assert.Equal(0, answer.ExitCode);
        Snapshot.Match($"{MeasuredNumber().Replace(answer.Output, " #")}\n{answer.Error}", "txt");
    }

    [Fact]
    public void InterruptedBetweenFigures()
    {
        Answer answer = CommandLine.Run(CommandLine.Engine, new CancellationToken(canceled: true), "bench");
        Assert.Equal(Cli.Terminal.ExitCode.Interrupted, answer.ExitCode);
        Assert.Empty(answer.Output);
    }

    [Fact]
    public void GrowthPrintsTablesOfBothWorkloads()
    {
        Answer answer = CommandLine.Run("bench", "growth", "--seconds", "0.001");
        Assert.Equal(0, answer.ExitCode);
        string[] rows = [.. answer.Output.Split('\n').Where(line => line.Contains(" % |", StringComparison.Ordinal))];
        string[] exponents = [.. answer.Output.Split('\n').Where(line => line.StartsWith("| 1 thread |", StringComparison.Ordinal))];
        Assert.Equal(22, rows.Length);
        Assert.Equal(2, exponents.Length);
        Assert.DoesNotContain("NaN", answer.Output, StringComparison.Ordinal);

        // The bias follows d, so that what grows is the cost and not the activity.
        Assert.All(rows[..11], row => Assert.InRange(ActivePercent(row), 62, 65));
        Assert.All(rows[11..], row => Assert.InRange(ActivePercent(row), 8.5, 11));
    }

    [Fact]
    public void ZeroSeconds() => Snapshot.Match(CommandLine.Run("bench", "--seconds", "0").Failure, "txt");

    [Fact]
    public void UnknownFlagOfGrowth() => Snapshot.Match(CommandLine.Run("bench", "growth", "--jsno").Failure, "txt");

    private static void AssertWorkload(JsonElement run, JsonElement workload, double active)
    {
        JsonElement roofline = workload.GetProperty("roofline");
        AssertNames(roofline, Operations);
        foreach (string operation in Operations)
        {
            JsonElement figure = roofline.GetProperty(operation);
            AssertNames(figure, RooflineFields);
            Assert.InRange(Number(figure, "peak_fraction"), double.Epsilon, double.MaxValue);
            Assert.InRange(Number(figure, "active_fraction"), active - 0.03, active + 0.03);
            Assert.True(Number(figure, "flops_done") <= Number(figure, "flops_dense"));
            Assert.Equal(Number(figure, "gflops_done") / Number(run, "fma_peak_gflops"), Number(figure, "peak_fraction"), 1e-9);
            Assert.Equal(Number(figure, "flops_done") * Number(figure, "per_s") / 1e9, Number(figure, "gflops_done"), 1e-6);
            Assert.Contains(figure.GetProperty("bound").GetString(), (string[])["compute", "memory"]);
        }

        Assert.Equal(Rates.Select(name => Number(workload, name)), Operations[..3].Select(name => Number(roofline.GetProperty(name), "per_s")));
        Assert.Equal(Number(workload, "forward_gflops"), Number(roofline.GetProperty("forward"), "gflops_dense"));
    }

    private static void AssertNames(JsonElement json, IEnumerable<string> names) =>
        Assert.Equal(names.Order(StringComparer.Ordinal), json.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));

    private static double Number(JsonElement json, string name) => json.GetProperty(name).GetDouble();

    private static double ActivePercent(string row) =>
        double.Parse(row.Split('|')[4].Replace("%", string.Empty, StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);

    // Measured numbers stand in columns, after two blanks or more, or as the vector width.
    [GeneratedRegex(@"  +\d+\.\d(?=\s)| \d+(?=-bit)")]
    private static partial Regex MeasuredNumber();
}
