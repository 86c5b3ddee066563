using System.Text.Json;
using PurifyProofs.Cli.Terminal;
using PurifyProofs.Model.Files;
using Xunit;

namespace PurifyProofs.Snapshots.Commands;

/// <summary>A tiny instance trained and attacked by hand, and what <c>train</c> refuses.</summary>
public sealed class TrainCommandTests : IDisposable
{
    private const string Instance = "d=24,k=1,m=32,clean-steps=30,adv-steps=30,clean-batch=64,adv-batch=64,radius=0.6,seed=5";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void AttackingTheFilesGivesTheFiguresOfTraining()
    {
        JsonElement trained = Train(folder.Path);
        foreach (string network in new[] { "clean", "adversarial" })
        {
            JsonElement figures = trained.GetProperty("figures").GetProperty(network);
            JsonElement attacked = Attack(trained, network);
            double[] clean = Numbers(attacked, "clean_margins");
            double[] margins = Numbers(attacked, "attacked_margins");
            Assert.Equal(figures.GetProperty("clean_accuracy").GetProperty("estimate").GetDouble(), attacked.GetProperty("clean_accuracy").GetDouble());
            Assert.Equal(figures.GetProperty("attacked_accuracy").GetProperty("estimate").GetDouble(), attacked.GetProperty("attacked_accuracy").GetDouble());
            Assert.True(attacked.GetProperty("dense_mixture").GetBoolean());
            Assert.All(clean.Zip(margins), pair => Assert.True(pair.Second <= pair.First));
            // A radius at which the attack finds nothing would make all of this empty.
            Assert.True(attacked.GetProperty("attacked_accuracy").GetDouble() < attacked.GetProperty("clean_accuracy").GetDouble());
        }
    }

    [Fact]
    public void FilesHoldWhatOtherToolsRead()
    {
        JsonElement trained = Train(folder.Path);
        foreach (string network in new[] { "clean", "adversarial" })
        {
            NpzArchive archive = NpzArchive.Read(trained.GetProperty(network).GetString()!);
            archive.RequireShape("W", 32, 24);
            archive.RequireShape("b", 32);
            archive.RequireShape("s", 32);
            archive.RequireShape("a");
            archive.RequireShape("M", 24, 24);
            archive.RequireShape("wstar", 24);
        }

        NpzArchive points = NpzArchive.Read(trained.GetProperty("points").GetString()!);
        points.RequireShape("X", 96, 24);
        Assert.All(points.RequireShape("y", 96).AsDoubles(), label => Assert.Equal(1, Math.Abs(label)));
    }

    [Fact]
    public void InterruptedTrainingGoesOnToTheSameNetworks()
    {
        Train(folder.At("whole"));
        Answer interrupted = CommandLine.Run(CheckEngine.Real, new CancellationToken(canceled: true), Arguments(folder.At("stopped")));
        Assert.Equal(ExitCode.Interrupted, interrupted.ExitCode);
        Assert.Empty(interrupted.Output);
        Assert.Contains("goes on from the checkpoint", interrupted.Error, StringComparison.Ordinal);
        Train(folder.At("stopped"));
        Assert.All(
            ["clean.npz", "adversarial.npz", "points.npz"],
            name => Assert.Equal(File.ReadAllBytes(Path.Combine(folder.At("whole"), name)), File.ReadAllBytes(Path.Combine(folder.At("stopped"), name))));
    }

    [Fact]
    public void OutputWhenRedirected()
    {
        Answer answer = CommandLine.Run(CheckEngine.Real, "train", "--instance", Instance, "--points", "96", "--out", folder.Path);
        string[] lines = [.. folder.Scrub(answer.Output).Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim().Split(' ')[0])];
        Assert.Equal(["network", "clean", "adversarial", "FOLDER/clean.npz", "FOLDER/adversarial.npz", "FOLDER/points.npz"], lines);
        Assert.Contains("FGM-trained network: done", answer.Output, StringComparison.Ordinal);
        Assert.Empty(answer.Error);
    }

    [Fact]
    public void FolderOfAnotherTraining()
    {
        Train(folder.Path);
        byte[] before = File.ReadAllBytes(folder.At("clean.npz"));
        Match(CommandLine.Run(CheckEngine.Real, [.. Arguments(folder.Path), "--seed", "6"]));
        Assert.Equal(before, File.ReadAllBytes(folder.At("clean.npz")));
    }

    [Fact]
    public void FolderOfUnknownNetworks()
    {
        File.WriteAllText(folder.At("clean.npz"), "somebody's");
        Match(CommandLine.Run(CheckEngine.Real, Arguments(folder.Path)));
        Assert.Equal("somebody's", File.ReadAllText(folder.At("clean.npz")));
    }

    [Fact]
    public void DivergingTraining() =>
        Match(CommandLine.Run(CheckEngine.Real, "train", "--json", "--instance", Instance + ",clean-rate=1e30", "--out", folder.Path));

    [Fact]
    public void EvenSparsity() => Match(CommandLine.Run(CheckEngine.Real, "train", "--instance", "k=4", "--out", folder.Path));

    [Fact]
    public void UnknownAttack() => Match(CommandLine.Run(CheckEngine.Real, "train", "--attack", "cw", "--out", folder.Path));

    [Fact]
    public void ZeroPoints() => Match(CommandLine.Run(CheckEngine.Real, "train", "--points", "0", "--out", folder.Path));

    [Fact]
    public void UnwritableFolder()
    {
        File.WriteAllText(folder.At("file"), "kept");
        Match(CommandLine.Run(CheckEngine.Real, "train", "--out", folder.At("file")));
        Assert.Equal("kept", File.ReadAllText(folder.At("file")));
    }

    private static string[] Arguments(string directory) => ["train", "--json", "--instance", Instance, "--points", "96", "--threads", "2", "--out", directory];

    private static JsonElement Train(string directory)
    {
        Answer answer = CommandLine.Run(CheckEngine.Real, Arguments(directory));
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("done, clean", answer.Error, StringComparison.Ordinal);
        return JsonDocument.Parse(answer.Output).RootElement;
    }

    private static JsonElement Attack(JsonElement trained, string network)
    {
        Answer answer = CommandLine.Run(
            "attack",
            "--json",
            "--weights",
            trained.GetProperty(network).GetString()!,
            "--points",
            trained.GetProperty("points").GetString()!,
            "--radius",
            trained.GetProperty("radius").GetRawText(),
            "--seed",
            "5");
        Assert.Equal(0, answer.ExitCode);
        Assert.Empty(answer.Error);
        return JsonDocument.Parse(answer.Output).RootElement;
    }

    private static double[] Numbers(JsonElement json, string name) => [.. json.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];

    // Training may have told of its progress before; the refusal is the last line.
    private void Match(Answer answer, [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        Assert.Empty(answer.Output);
        Snapshot.Match(folder.Scrub($"exit code {answer.ExitCode}\n{answer.Error.TrimEnd().Split('\n')[^1]}\n"), "txt", test);
    }
}
