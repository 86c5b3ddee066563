using System.Text.Json;
using PurifyProofs.Model.Files;
using Xunit;

namespace PurifyProofs.Snapshots.Commands;

/// <summary>What <c>attack</c> finds, writes and refuses.</summary>
public sealed class AttackCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // The gradient of f(x) = x₁ + x₂ is (1, 1) everywhere, so the worst perturbation lowers every margin by τ√2.
    [Fact]
    public void KnownMargins()
    {
        Answer answer = Attack(TinyNetwork.Weights(), TinyNetwork.Points(), "--json", "--radius", "0.5");
        JsonElement json = JsonDocument.Parse(answer.Output).RootElement;
        double[] clean = Numbers(json, "clean_margins");
        double[] attacked = Numbers(json, "attacked_margins");
        Assert.Equal(0, answer.ExitCode);
        Assert.Equal([2, 0.5, 0.5, -1], clean);
        Assert.Equal(0.75, json.GetProperty("clean_accuracy").GetDouble());
        Assert.Equal(0.25, json.GetProperty("attacked_accuracy").GetDouble());
        Assert.All([0, 1, 2], i => Assert.Equal(clean[i] - (0.5 * Math.Sqrt(2)), attacked[i], 1e-6));
    }

    [Fact]
    public void MissingDenseMixture()
    {
        Answer answer = Attack(TinyNetwork.Weights(), TinyNetwork.Points(), "--radius", "0.5");
        Snapshot.Match(folder.Scrub(answer.Failure + answer.Output), "txt");
    }

    [Fact]
    public void DenseMixtureTakesPartWhereItIsKnown()
    {
        var weights = TinyNetwork.Weights().With("M", NpyArray.Matrix([1f, 0f, 0f, 1f], 2, 2)).With("wstar", NpyArray.Vector([1f, 1f]));
        Answer answer = Attack(weights, TinyNetwork.Points(), "--json", "--radius", "0.5");
        Assert.True(JsonDocument.Parse(answer.Output).RootElement.GetProperty("dense_mixture").GetBoolean());
        Assert.Empty(answer.Error);
    }

    [Fact]
    public void PerturbationsAreWritten()
    {
        Attack(TinyNetwork.Weights(), TinyNetwork.Points(), "--json", "--radius", "0.5", "--out", folder.At("delta.npz"));
        double[] delta = NpzArchive.Read(folder.At("delta.npz")).RequireShape("delta", 4, 2).AsDoubles();
        Assert.All([0, 1, 2], i => Assert.Equal(0.5, Math.Sqrt((delta[2 * i] * delta[2 * i]) + (delta[(2 * i) + 1] * delta[(2 * i) + 1])), 1e-6));
        // The last point is wrong already.
        Assert.Equal([0, 0], delta[6..]);
    }

    // A source that reads only x₁ moves points along x₁, which lowers the margin of x₁ + x₂ by τ instead of τ√2.
    [Fact]
    public void TransferMovesAlongTheSourcesGradient()
    {
        NpzArchive.Write(folder.At("source.npz"), TinyNetwork.Weights().With("W", NpyArray.Matrix([1f, 0f, 1f, 0f], 2, 2)));
        Answer answer = Attack(TinyNetwork.Weights(), TinyNetwork.Points(), "--json", "--radius", "0.25", "--source", folder.At("source.npz"));
        Assert.Equal(1.75, Numbers(JsonDocument.Parse(answer.Output).RootElement, "attacked_margins")[0], 1e-6);
        Assert.Empty(answer.Error);
    }

    [Fact]
    public void RequiredOptions() => Match(CommandLine.Run("attack", "--radius", "0.2"));

    [Fact]
    public void ZeroRadius() => Match(Tiny("--radius", "0"));

    [Fact]
    public void RadiusNotANumber() => Match(Tiny("--radius", "nan"));

    [Fact]
    public void NegativeRestarts() => Match(Tiny("--radius", "0.2", "--restarts", "-1"));

    [Fact]
    public void ZeroSteps() => Match(Tiny("--radius", "0.2", "--steps", "0"));

    [Fact]
    public void RestartsOfATransfer() => Match(Tiny("--radius", "0.2", "--restarts", "2", "--source", folder.At("weights.npz")));

    [Fact]
    public void NoSuchWeights() => Match(CommandLine.Run("attack", "--weights", folder.At("none.npz"), "--points", folder.At("none.npz"), "--radius", "0.2"));

    [Fact]
    public void OutputIsAFolder() => Match(Tiny("--radius", "0.2", "--out", folder.Path));

    [Fact]
    public void TruncatedWeights()
    {
        NpzArchive.Write(folder.At("weights.npz"), TinyNetwork.Weights());
        byte[] whole = File.ReadAllBytes(folder.At("weights.npz"));
        File.WriteAllBytes(folder.At("weights.npz"), whole[..(whole.Length / 2)]);
        Match(AttackFiles("--radius", "0.2"));
    }

    [Fact]
    public void ForeignWeights()
    {
        File.WriteAllText(folder.At("weights.npz"), "weights: 1, 2, 3\n");
        Match(AttackFiles("--radius", "0.2"));
    }

    [Fact]
    public void WeightsOfAnotherTool() => Match(Attack(new() { ["layer1"] = NpyArray.Vector([1f]) }, TinyNetwork.Points(), "--radius", "0.2"));

    [Fact]
    public void WeightsNotANumber() =>
        Match(Attack(TinyNetwork.Weights().With("W", NpyArray.Matrix([1f, 0f, float.NaN, 1f], 2, 2)), TinyNetwork.Points(), "--radius", "0.2"));

    [Fact]
    public void BiasOfAnotherWidth() =>
        Match(Attack(TinyNetwork.Weights().With("b", NpyArray.Vector([0f])), TinyNetwork.Points(), "--radius", "0.2"));

    [Fact]
    public void DictionaryOfAnotherDimension() =>
        Match(Attack(TinyNetwork.Weights().With("M", NpyArray.Matrix([1f, 0f, 0f], 3, 1)).With("wstar", NpyArray.Vector([1f])), TinyNetwork.Points(), "--radius", "0.2"));

    [Fact]
    public void PointsOfAnotherDimension() =>
        Match(Attack(TinyNetwork.Weights(), TinyNetwork.Points().With("X", NpyArray.Matrix(new float[12], 4, 3)), "--radius", "0.2"));

    [Fact]
    public void LabelsNotSigns() =>
        Match(Attack(TinyNetwork.Weights(), TinyNetwork.Points().With("y", NpyArray.Vector([1f, 0f, -1f, 1f])), "--radius", "0.2"));

    [Fact]
    public void PointsWithoutLabels() => Match(Attack(TinyNetwork.Weights(), TinyNetwork.Points().Without("y"), "--radius", "0.2"));

    [Fact]
    public void PointsNotANumber() =>
        Match(Attack(TinyNetwork.Weights(), TinyNetwork.Points().With("X", NpyArray.Matrix([1f, 1f, 0.5f, 0f, 0f, float.PositiveInfinity, 1f, 0f], 4, 2)), "--radius", "0.2"));

    [Fact]
    public void NoPoints() =>
        Match(Attack(TinyNetwork.Weights(), new() { ["X"] = NpyArray.Matrix(Array.Empty<float>(), 0, 2), ["y"] = NpyArray.Vector(ReadOnlySpan<float>.Empty) }, "--radius", "0.2"));

    private Answer Tiny(params string[] flags) => Attack(TinyNetwork.Weights(), TinyNetwork.Points(), flags);

    private Answer Attack(Dictionary<string, NpyArray> weights, Dictionary<string, NpyArray> points, params string[] flags)
    {
        NpzArchive.Write(folder.At("weights.npz"), weights);
        NpzArchive.Write(folder.At("points.npz"), points);
        return AttackFiles(flags);
    }

    private Answer AttackFiles(params string[] flags)
    {
        if (!File.Exists(folder.At("points.npz")))
        {
            NpzArchive.Write(folder.At("points.npz"), TinyNetwork.Points());
        }

        return CommandLine.Run(["attack", "--weights", folder.At("weights.npz"), "--points", folder.At("points.npz"), .. flags]);
    }

    private static double[] Numbers(JsonElement json, string name) => [.. json.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];

    private void Match(Answer answer, [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        Assert.Empty(answer.Output);
        Assert.Single(answer.Error.TrimEnd().Split('\n'));
        Snapshot.Match(folder.Scrub(answer.Failure), "txt", test);
    }
}
