using System.Text.Json;
using Xunit;

namespace PurifyProofs.Snapshots.Commands;

/// <summary>What <c>bench</c> prints for other tools.</summary>
public sealed class BenchCommandTests
{
    private static readonly string[] Rates = ["clean_steps_per_s", "fgm_steps_per_s", "pgd50_points_per_s", "fma_peak_gflops", "forward_gflops"];

    [Fact]
    public void JsonKeepsTheContract()
    {
        Answer answer = CommandLine.Run("bench", "--json", "--seconds", "0.01", "--threads", "1");
        JsonElement json = JsonDocument.Parse(answer.Output).RootElement;
        Assert.Equal(0, answer.ExitCode);
        Assert.Equal(
            [.. Rates.Concat(["certified_points_per_s", "device", "threads"]).Order(StringComparer.Ordinal)],
            json.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.All(Rates, name => Assert.True(json.GetProperty(name).GetDouble() > 0));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("certified_points_per_s").ValueKind);
        Assert.Equal(1, json.GetProperty("threads").GetInt32());
    }

    [Fact]
    public void ZeroSeconds() => Snapshot.Match(CommandLine.Run("bench", "--seconds", "0").Failure, "txt");
}
