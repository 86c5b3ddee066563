using System.Text.Json;
using PurifyProofs.Cli.Progress;
using PurifyProofs.Cli.Terminal;
using PurifyProofs.Model.Files;
using Xunit;

namespace PurifyProofs.Snapshots.Commands;

/// <summary>What <c>certify</c> proves, writes and refuses.</summary>
public sealed class CertifyCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // f(x) = x₁ + x₂ everywhere, so the smallest margin of the ball is the clean one less τ√2, and every relaxation finds it.
    [Theory]
    [InlineData("quadratic")]
    [InlineData("linear")]
    [InlineData("per-neuron")]
    public void KnownBounds(string relaxation)
    {
        JsonElement json = Certified("--radius", "0.3", "--relaxation", relaxation);
        double[] clean = Numbers(json, "clean_margins");
        double[] bounds = Numbers(json, "lower_bounds");
        double[] attacked = Numbers(json, "attacked_margins");
        Assert.Equal([2, 0.5, 0.5, -1], clean);
        Assert.All([0, 1, 2], i => Assert.InRange(bounds[i], clean[i] - (0.3 * Math.Sqrt(2)) - 0.01, clean[i] - (0.3 * Math.Sqrt(2))));
        Assert.All([0, 1, 2], i => Assert.InRange(attacked[i], bounds[i], clean[i]));
        Assert.Equal([true, true, true, false], json.GetProperty("certified").EnumerateArray().Select(one => one.GetBoolean()));
        Assert.Equal(0.75, json.GetProperty("certified_accuracy").GetDouble());
        Assert.Equal(relaxation, json.GetProperty("relaxation").GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("certified_radii").ValueKind);
    }

    [Fact]
    public void NothingIsCertifiedAboveTheDistanceToTheBoundary()
    {
        JsonElement json = Certified("--radius", "0.36");
        Assert.Equal([true, false, false, false], json.GetProperty("certified").EnumerateArray().Select(one => one.GetBoolean()));
        Assert.Equal(0.25, json.GetProperty("attacked_accuracy").GetDouble());
    }

    // The label of a point of margin z turns at the distance z/√2.
    [Fact]
    public void KnownRadii()
    {
        double[] radii = Numbers(Certified("--radius", "0.3", "--radii"), "certified_radii");
        Assert.InRange(radii[0], (2 / Math.Sqrt(2)) - 0.01, 2 / Math.Sqrt(2));
        Assert.All([1, 2], i => Assert.InRange(radii[i], (0.5 / Math.Sqrt(2)) - 0.005, 0.5 / Math.Sqrt(2)));
        Assert.Equal(0, radii[3]);
    }

    [Fact]
    public void NumbersDoNotDependOnThreads() =>
        Assert.Equal(
            Tiny("--json", "--radii", "--radius", "0.3", "--threads", "1").Output,
            Tiny("--json", "--radii", "--radius", "0.3", "--threads", "3").Output);

    [Fact]
    public void Text()
    {
        Answer answer = Tiny("--radius", "0.3", "--radii", "--out", folder.At("delta.npz"));
        Assert.Empty(answer.Error);
        Snapshot.Match(folder.Scrub(answer.Output), "txt");
    }

    [Fact]
    public void SlowWorkTellsOfItsProgressBesideTheAnswer()
    {
        Write(TinyNetwork.Weights(), TinyNetwork.Points());
        Answer answer = CommandLine.Run(new HandClock(PlainProgress.Silence), [.. Files, "--radius", "0.3", "--json"]);
        Assert.Equal("[100 %] 4 of 4 points certified\n", answer.Error);
        Assert.Equal(4, JsonDocument.Parse(answer.Output).RootElement.GetProperty("point_count").GetInt32());
    }

    [Fact]
    public void PerturbationsAreWritten()
    {
        JsonElement json = Certified("--radius", "0.3", "--out", folder.At("delta.npz"));
        double[] delta = NpzArchive.Read(folder.At("delta.npz")).RequireShape("delta", 4, 2).AsDoubles();
        double[] attacked = Numbers(json, "attacked_margins");
        Assert.All([0, 1, 2], i => Assert.InRange(Math.Sqrt((delta[2 * i] * delta[2 * i]) + (delta[(2 * i) + 1] * delta[(2 * i) + 1])), 0.29, 0.3 * (1 + 1e-12)));
        Assert.Equal(2 + delta[0] + delta[1], attacked[0], 1e-9);
        Assert.Equal(0.5 - delta[4] - delta[5], attacked[2], 1e-9);
    }

    // A margin z = y(x₁ + x₂) turns at the distance z/√2: below 0.36 lies 0.5/√2, above it 2/√2.
    [Fact]
    public void ExactVerdicts()
    {
        JsonElement json = Certified("--radius", "0.36", "--exact", "--out", folder.At("delta.npz"));
        string[] verdicts = [.. json.GetProperty("verdicts").EnumerateArray().Select(static one => one.GetString()!)];
        Assert.Equal(["robust", "not robust", "not robust", "not robust"], verdicts);
        Assert.Equal(0.25, json.GetProperty("certified_accuracy").GetDouble());
        Assert.Equal(0.25, json.GetProperty("attacked_accuracy").GetDouble());
        double[] delta = NpzArchive.Read(folder.At("delta.npz")).RequireShape("delta", 4, 2).AsDoubles();
        double[] attacked = Numbers(json, "attacked_margins");
        Assert.Equal(0.5 + delta[2] + delta[3], attacked[1], 1e-12);
        Assert.All([1, 2, 3], i => Assert.InRange(attacked[i], double.NegativeInfinity, 0));
    }

    [Fact]
    public void ExactVerdictsDoNotDependOnThreads() =>
        Assert.Equal(
            Tiny("--json", "--exact", "--radius", "0.3", "--threads", "1").Output,
            Tiny("--json", "--exact", "--radius", "0.3", "--threads", "3").Output);

    [Fact]
    public void ExactText()
    {
        Answer answer = Tiny("--radius", "0.36", "--exact", "--out", folder.At("delta.npz"));
        Assert.Empty(answer.Error);
        Snapshot.Match(folder.Scrub(answer.Output), "txt");
    }

    [Fact]
    public void ExactTextAtTheCap()
    {
        Write(UndecidedNetwork(), TinyNetwork.Points());
        Snapshot.Match(folder.Scrub(CommandLine.Run([.. Files, "--radius", "0.3", "--exact", "--boxes", "1"]).Output), "txt");
    }

    [Fact]
    public void SlowExactWorkTellsOfItsProgress()
    {
        Write(TinyNetwork.Weights(), TinyNetwork.Points());
        Answer answer = CommandLine.Run(new HandClock(PlainProgress.Silence), [.. Files, "--radius", "0.3", "--exact", "--threads", "1"]);
        Assert.EndsWith("[100 %] 4 of 4 points decided\n", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void HugeWeightsAreNeverRobustByOverflow()
    {
        Dictionary<string, NpyArray> weights = TinyNetwork.Weights().With("W", NpyArray.Matrix([3e38f, 3e38f, -3e38f, 3e38f], 2, 2));
        Answer answer = Certify(weights, TinyNetwork.Points(), "--json", "--radius", "9", "--exact", "--boxes", "50");
        Assert.Equal(0, JsonDocument.Parse(answer.Output).RootElement.GetProperty("robust_count").GetInt32());
    }

    [Fact]
    public void ExactOfTooManyNeurons()
    {
        float[] rows = [.. Enumerable.Range(0, 66).Select(static i => i % 2 == 0 ? 1f : 0f)];
        Dictionary<string, NpyArray> weights = TinyNetwork.Weights()
            .With("W", NpyArray.Matrix(rows, 33, 2))
            .With("b", NpyArray.Vector(new float[33]))
            .With("s", NpyArray.Vector(new float[33]));
        Match(Certify(weights, TinyNetwork.Points(), "--radius", "0.2", "--exact"));
    }

    [Fact]
    public void ExactWithARelaxation() => Match(Tiny("--radius", "0.2", "--exact", "--relaxation", "linear"));

    [Fact]
    public void ExactWithRadii() => Match(Tiny("--radius", "0.2", "--exact", "--radii"));

    [Fact]
    public void BoxesWithoutExact() => Match(Tiny("--radius", "0.2", "--boxes", "10"));

    [Fact]
    public void ZeroBoxes() => Match(Tiny("--radius", "0.2", "--exact", "--boxes", "0"));

    [Fact]
    public void ExactInterrupted()
    {
        Write(TinyNetwork.Weights(), TinyNetwork.Points());
        Match(CommandLine.Run(CommandLine.Engine, new CancellationToken(canceled: true), [.. Files, "--radius", "0.3", "--exact"]));
    }

    [Fact]
    public void Interrupted()
    {
        Write(TinyNetwork.Weights(), TinyNetwork.Points());
        Match(CommandLine.Run(CommandLine.Engine, new CancellationToken(canceled: true), [.. Files, "--radius", "0.3"]));
    }

    [Fact]
    public void RequiredOptions() => Match(CommandLine.Run("certify", "--radius", "0.2"));

    [Fact]
    public void ZeroRadius() => Match(Tiny("--radius", "0"));

    [Fact]
    public void NegativeRadius() => Match(Tiny("--radius", "-0.2"));

    [Fact]
    public void UnknownRelaxation() => Match(Tiny("--radius", "0.2", "--relaxation", "crown"));

    [Fact]
    public void NoSuchWeights() => Match(CommandLine.Run([.. Files, "--radius", "0.2"]));

    [Fact]
    public void OutputIsAFolder() => Match(Tiny("--radius", "0.2", "--out", folder.Path));

    [Fact]
    public void WeightsNotANumber() =>
        Match(Certify(TinyNetwork.Weights().With("W", NpyArray.Matrix([1f, 0f, float.NaN, 1f], 2, 2)), TinyNetwork.Points(), "--radius", "0.2"));

    [Fact]
    public void NegativeBias() =>
        Match(Certify(TinyNetwork.Weights().With("b", NpyArray.Vector([0f, -0.1f])), TinyNetwork.Points(), "--radius", "0.2"));

    [Fact]
    public void SmoothingOfAnotherWidth() =>
        Match(Certify(TinyNetwork.Weights().With("s", NpyArray.Vector([0f, 0f, 0f])), TinyNetwork.Points(), "--radius", "0.2"));

    [Fact]
    public void PointsOfAnotherDimension() =>
        Match(Certify(TinyNetwork.Weights(), TinyNetwork.Points().With("X", NpyArray.Matrix(new float[12], 4, 3)), "--radius", "0.2"));

    [Fact]
    public void PointsNotANumber() =>
        Match(Certify(TinyNetwork.Weights(), TinyNetwork.Points().With("X", NpyArray.Matrix([1f, 1f, 0.5f, 0f, 0f, float.NaN, 1f, 0f], 4, 2)), "--radius", "0.2"));

    // Products of such weights overflow in the search; a point is then left open, never certified, and the answer stays JSON.
    [Fact]
    public void HugeWeightsAreNeverCertifiedByOverflow()
    {
        Answer answer = Certify(TinyNetwork.Weights().With("W", NpyArray.Matrix([3e38f, 3e38f, -3e38f, 3e38f], 2, 2)), TinyNetwork.Points(), "--json", "--radius", "9", "--radii");
        JsonElement json = JsonDocument.Parse(answer.Output).RootElement;
        Assert.Equal(0, json.GetProperty("certified_accuracy").GetDouble());
    }

    // A point at the origin has the margin 0 and no radius.
    [Fact]
    public void OriginHasNoRadius()
    {
        Answer answer = Certify(TinyNetwork.Weights(), TinyNetwork.Points().With("X", NpyArray.Matrix(new float[8], 4, 2)), "--json", "--radius", "0.1", "--radii");
        Assert.Equal([0, 0, 0, 0], Numbers(JsonDocument.Parse(answer.Output).RootElement, "certified_radii"));
    }

    // Biases that bend f inside the balls of two points: one box decides nothing about them.
    private static Dictionary<string, NpyArray> UndecidedNetwork() => TinyNetwork.Weights()
        .With("W", NpyArray.Matrix([2f, 1.4f, 0f, -1.2f, 0.4f, 0f, 1f, -1.2f, 0.6f, 1.4f, -0.8f, 1.4f], 6, 2))
        .With("b", NpyArray.Vector([0.4f, 0.4f, 1f, 0.2f, 0f, 0.6f]))
        .With("s", NpyArray.Vector(new float[6]));

    private string[] Files => ["certify", "--weights", folder.At("weights.npz"), "--points", folder.At("points.npz")];

    private JsonElement Certified(params string[] flags)
    {
        Answer answer = Tiny([.. flags, "--json"]);
        Assert.Equal(ExitCode.Holds, answer.ExitCode);
        Assert.Empty(answer.Error);
        return JsonDocument.Parse(answer.Output).RootElement;
    }

    private Answer Tiny(params string[] flags) => Certify(TinyNetwork.Weights(), TinyNetwork.Points(), flags);

    private Answer Certify(Dictionary<string, NpyArray> weights, Dictionary<string, NpyArray> points, params string[] flags)
    {
        Write(weights, points);
        return CommandLine.Run([.. Files, .. flags]);
    }

    private void Write(Dictionary<string, NpyArray> weights, Dictionary<string, NpyArray> points)
    {
        NpzArchive.Write(folder.At("weights.npz"), weights);
        NpzArchive.Write(folder.At("points.npz"), points);
    }

    private static double[] Numbers(JsonElement json, string name) => [.. json.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];

    private void Match(Answer answer, [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        Assert.Empty(answer.Output);
        Assert.Single(answer.Error.TrimEnd().Split('\n'));
        Snapshot.Match(folder.Scrub(answer.Failure), "txt", test);
    }
}
