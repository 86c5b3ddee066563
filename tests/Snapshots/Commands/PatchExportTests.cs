using System.Text.Json;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Families.Patches;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Cli.Terminal;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Device;
using PurifyProofs.Model.Files;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.Patches;
using Xunit;

namespace PurifyProofs.Snapshots.Commands;

/// <summary>
/// Patch networks and their samples as files: written by <c>train</c>, read back to the bit, and refused by the verbs of sparse coding.
/// </summary>
public sealed class PatchExportTests : IDisposable
{
    private const string Line = "preset=patches,K=3,P=6,d=16,m=4,clean-steps=40,adv-steps=40,seed=1";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void FilesHoldTheNetworksOfACheckAndFreshSamples()
    {
        JsonElement trained = JsonDocument.Parse(Train("nets").Output).RootElement;
        PatchInstance instance = FamilyRegistry.Parse(Line).Of<PatchInstance>();
        using IDevice device = CpuDevice.Factory.Open(1);
        using var context = new PatchContext(
            instance,
            device.Patches,
            new StudyOptions(Effort.Of(Scale.Standard), folder.Path, static (_, _) => { }, CancellationToken.None));
        foreach ((string name, PatchTrainingSettings settings) in new[] { ("clean", instance.Plan.Standard), ("adversarial", instance.Plan.Adversarial) })
        {
            using PatchNetwork expected = context.Train(settings, name, 1).Network;
            NpzArchive archive = NpzArchive.Read(trained.GetProperty(name).GetString()!);
            using PatchNetwork read = PatchNetworkFile.Read(archive);
            AssertSame(expected, read);
            Assert.Equal(context.Distribution.RobustFeatures.SelectMany(static row => row), archive.RequireShape("U", 3, 16).Elements<double>().ToArray());
            Assert.Equal(context.Distribution.NonRobustFeatures.SelectMany(static row => row), archive.RequireShape("V", 3, 16).Elements<double>().ToArray());
        }

        NpzArchive points = NpzArchive.Read(trained.GetProperty("points").GetString()!);
        Assert.Equal(NpyElementType.Integer32, points.RequireShape("y", 48).ElementType);
        using PatchSamples samples = PatchSamplesFile.Read(points);
        using PatchSamples drawn =
            PatchSamples.Draw(device.Patches, context.Distribution, RandomStream.Evaluation, StreamSteps.PointsByHand.First, 48);
        AssertSame(drawn, samples);
    }

    // Attacked accuracy of adversarial training would be that of clean training if the wrong network were written.
    [Fact]
    public void FiguresAreThoseOfTheFiles()
    {
        JsonElement trained = JsonDocument.Parse(Train("nets").Output).RootElement;
        using PatchSamples samples = PatchSamplesFile.Read(NpzArchive.Read(trained.GetProperty("points").GetString()!));
        var attacked = new List<double>();
        foreach (string name in new[] { "clean", "adversarial" })
        {
            JsonElement figures = trained.GetProperty("figures").GetProperty(name);
            using PatchNetwork network = PatchNetworkFile.Read(NpzArchive.Read(trained.GetProperty(name).GetString()!));
            double[] margins = VerifiedPatchMargins.OfSamples(new ReferencePatchNetwork(network), samples);
            Assert.Equal(margins.Count(static margin => margin > 0) / 48.0, figures.GetProperty("clean_accuracy").GetProperty("estimate").GetDouble());
            attacked.Add(figures.GetProperty("attacked_accuracy").GetProperty("estimate").GetDouble());
        }

        Assert.True(attacked[0] < attacked[1], string.Join(" and ", attacked));
    }

    // 1e-45 is the least float32 above 0, and −0 equals 0 in all but its bits.
    [Theory]
    [InlineData(2, 1, 1, 2, 0.1)]
    [InlineData(5, 3, 17, 3, 0.3)]
    [InlineData(3, 8, 32, 7, 1e-300)]
    public void WhatIsWrittenIsReadToTheBit(int classes, int neurons, int dimension, int exponent, double threshold)
    {
        var random = new Random(classes);
        float[] special = [-0f, 1e-45f, -1e-45f, float.MaxValue, -float.MaxValue];
        using var network = new PatchNetwork(Filled(classes * neurons, dimension), classes, new PowerReluFunction(exponent, threshold));
        StructuredPatchLaw law = StructuredPatchLaw.Pilot;
        using var distribution = new StructuredPatchDistribution(law, 1);
        PatchNetworkFile.Write(folder.At("network.npz"), network, distribution);
        using PatchNetwork read = PatchNetworkFile.Read(NpzArchive.Read(folder.At("network.npz")));
        AssertSame(network, read);

        using var samples = new PatchSamples(Filled(6 * neurons, dimension), [0, 1, classes - 1, 0, int.MaxValue, 1], neurons);
        PatchSamplesFile.Write(folder.At("samples.npz"), samples);
        using PatchSamples back = PatchSamplesFile.Read(NpzArchive.Read(folder.At("samples.npz")));
        AssertSame(samples, back);

        Matrix Filled(int rows, int columns)
        {
            var matrix = new Matrix(rows, columns);
            for (int i = 0; i < rows; i++)
            {
                foreach (ref float entry in matrix.Row(i))
                {
                    entry = random.Next(3) == 0 ? special[random.Next(special.Length)] : (float)random.NextDouble();
                }
            }

            return matrix;
        }
    }

    [Theory]
    [InlineData("W", "'FOLDER/damaged.npz': the array 'W' holds values that are not finite; correct them and save again.")]
    [InlineData("q", "'FOLDER/damaged.npz' holds no patch network: The exponent q must be a whole number, but is 2.5.")]
    [InlineData("rho", "'FOLDER/damaged.npz' holds no patch network: The smoothed ReLU needs q ≥ 2 and ϱ > 0, but q = 3 and ϱ = 0.")]
    public void WhatMakesNoNetworkIsRefused(string array, string sentence)
    {
        var arrays = new Dictionary<string, NpyArray>
        {
            ["W"] = NpyArray.Of<float>([array == "W" ? float.NaN : 1, 2], 2, 1, 1),
            ["q"] = NpyArray.Scalar(array == "q" ? 2.5 : 3),
            ["rho"] = NpyArray.Scalar(array == "rho" ? 0 : 0.1),
        };
        NpzArchive.Write(folder.At("damaged.npz"), arrays);
        string refusal = Assert.Throws<InvalidDataException>(() => PatchNetworkFile.Read(NpzArchive.Read(folder.At("damaged.npz")))).Message;
        Assert.Equal(sentence, folder.Scrub(refusal));
    }

    [Theory]
    [InlineData("attack --weights FOLDER/nets/clean.npz --points FOLDER/nets/points.npz", "nets/clean.npz' holds a patch network")]
    [InlineData("certify --weights FOLDER/nets/clean.npz --points FOLDER/nets/points.npz", "nets/clean.npz' holds a patch network")]
    [InlineData("certify --exact --weights FOLDER/nets/clean.npz --points FOLDER/tiny.npz", "nets/clean.npz' holds a patch network")]
    [InlineData("attack --weights FOLDER/tiny.npz --points FOLDER/nets/points.npz", "nets/points.npz' holds samples of patches")]
    [InlineData("certify --weights FOLDER/tiny.npz --points FOLDER/nets/points.npz", "nets/points.npz' holds samples of patches")]
    [InlineData("attack --weights FOLDER/tiny.npz --points FOLDER/tiny.npz --source FOLDER/nets/clean.npz", "nets/clean.npz' holds a patch network")]
    public void VerbsOfSparseCodingSayThatTheyDoNotReadThem(string line, string sentence)
    {
        Train("nets");
        NpzArchive.Write(folder.At("tiny.npz"), TinyNetwork.Weights().Concat(TinyNetwork.Points()).ToDictionary());
        Answer answer = CommandLine.Run([.. line.Split(' ').Select(word => word.Replace("FOLDER", folder.Path, StringComparison.Ordinal)), "--radius", "0.2"]);
        Assert.Equal(ExitCode.BadData, answer.ExitCode);
        Assert.Empty(answer.Output);
        Assert.Single(answer.Error.TrimEnd().Split('\n'));
        Assert.Contains(sentence, answer.Error, StringComparison.Ordinal);
        Assert.Contains("which attack and certify do not read", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AnInterruptedTrainingBeginsAgain()
    {
        Train("whole");
        Answer interrupted = CommandLine.Run(CheckEngine.Real, new CancellationToken(canceled: true), Arguments("stopped"));
        Assert.Equal(ExitCode.Interrupted, interrupted.ExitCode);
        Assert.Contains("the same command begins again in", interrupted.Error, StringComparison.Ordinal);
        Train("stopped");
        Assert.All(
            ["clean.npz", "adversarial.npz", "points.npz"],
            name => Assert.Equal(File.ReadAllBytes(folder.At("whole/" + name)), File.ReadAllBytes(folder.At("stopped/" + name))));
    }

    [Fact]
    public void PointsThatNoArrayHoldsAreRefused()
    {
        Answer answer = CommandLine.Run(CheckEngine.Real, "train", "--instance", Line, "--points", "2147483647", "--out", folder.At("nets"));
        Assert.Equal(ExitCode.BadUsage, answer.ExitCode);
        Assert.Contains("The points [n × Pd] = [2147483647 × 96] has more than", answer.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.At("nets")));
    }

    [Fact]
    public void TextNamesTheRadiusOfTheFamily()
    {
        Answer answer = CommandLine.Run(CheckEngine.Real, [.. Arguments("nets").Where(static word => word != "--json")]);
        Assert.Contains("attacked at ε = 0.54", answer.Output, StringComparison.Ordinal);
        Assert.Contains("adversarial patch network: done", answer.Output, StringComparison.Ordinal);
    }

    private string[] Arguments(string name) => ["train", "--json", "--instance", Line, "--points", "48", "--out", folder.At(name)];

    private Answer Train(string name)
    {
        Answer answer = CommandLine.Run(CheckEngine.Real, Arguments(name));
        Assert.True(answer.ExitCode == ExitCode.Holds, answer.Error);
        return answer;
    }

    private static void AssertSame(PatchNetwork expected, PatchNetwork read)
    {
        Assert.Equal((expected.Classes, expected.Activation), (read.Classes, read.Activation));
        AssertSame(expected.Weights, read.Weights);
    }

    private static void AssertSame(PatchSamples expected, PatchSamples read)
    {
        Assert.Equal(expected.Patches, read.Patches);
        Assert.Equal(expected.Classes, read.Classes);
        AssertSame(expected.X, read.X);
    }

    private static void AssertSame(Matrix expected, Matrix read)
    {
        Assert.Equal((expected.Rows, expected.Columns), (read.Rows, read.Columns));
        for (int i = 0; i < expected.Rows; i++)
        {
            Assert.Equal(Bits(expected, i), Bits(read, i));
        }
    }

    private static int[] Bits(Matrix matrix, int row) => Array.ConvertAll(matrix.Row(row).ToArray(), BitConverter.SingleToInt32Bits);
}
