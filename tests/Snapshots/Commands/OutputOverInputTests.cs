using System.CommandLine;
using PurifyProofs.Cli.Commands;
using PurifyProofs.Cli.Terminal;
using PurifyProofs.Model.Files;
using Xunit;

namespace PurifyProofs.Snapshots.Commands;

/// <summary>No verb writes over a file that it reads, by whatever path it is named.</summary>
public sealed class OutputOverInputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public OutputOverInputTests()
    {
        NpzArchive.Write(folder.At("weights.npz"), TinyNetwork.Weights());
        NpzArchive.Write(folder.At("source.npz"), TinyNetwork.Weights());
        NpzArchive.Write(folder.At("points.npz"), TinyNetwork.Points());
    }

    public static TheoryData<string, string, string> Cases()
    {
        var cases = new TheoryData<string, string, string>();
        foreach (string path in new[] { "same", "dots", "link", "linked folder", "linked input" })
        {
            cases.Add("attack", "weights", path);
            cases.Add("attack", "points", path);
            cases.Add("attack", "source", path);
            cases.Add("certify", "weights", path);
            cases.Add("certify", "points", path);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_output_in_place_of_an_input_is_refused(string verb, string input, string path)
    {
        string file = folder.At(input + ".npz");
        byte[] before = File.ReadAllBytes(file);
        string output = path switch
        {
            "dots" => Path.Combine(folder.Path, "x", "..", input + ".npz"),
            "link" => Link(folder.At("link.npz"), file),
            "linked folder" => Path.Combine(Link(folder.At("linked"), folder.Path), input + ".npz"),
            _ => file,
        };
        string named = path == "linked input" ? Link(folder.At("named.npz"), file) : file;
        string[] inputs = verb == "attack" ? ["weights", "points", "source"] : ["weights", "points"];
        Answer answer = CommandLine.Run(
            [verb, "--radius", "0.2", "--out", output, .. inputs.SelectMany(name => Named(name, name == input ? named : folder.At(name + ".npz")))]);
        Assert.Equal(ExitCode.BadUsage, answer.ExitCode);
        Assert.Equal(
            $"error: --out '{output}' would overwrite --{input} '{named}', which is read; choose another file with --out.\n", answer.Error);
        Assert.Equal(before, File.ReadAllBytes(file));
    }

    // Renamed into place, the perturbations take one of the two names, and the other keeps the network.
    [Fact]
    public void A_hard_link_to_an_input_is_no_danger()
    {
        byte[] before = File.ReadAllBytes(folder.At("weights.npz"));
        using (var link = System.Diagnostics.Process.Start("ln", [folder.At("weights.npz"), folder.At("hard.npz")]))
        {
            link.WaitForExit();
        }

        string[] files = [.. Named("weights", folder.At("weights.npz")), .. Named("points", folder.At("points.npz")), .. Named("out", folder.At("hard.npz"))];
        Answer answer = CommandLine.Run(["attack", "--radius", "0.2", .. files]);
        Assert.Equal(ExitCode.Holds, answer.ExitCode);
        Assert.Equal(before, File.ReadAllBytes(folder.At("weights.npz")));
        Assert.Contains("delta", NpzArchive.Read(folder.At("hard.npz")).Names);
    }

    [Theory]
    [InlineData("ledger.jsonl")]
    [InlineData("report.json")]
    [InlineData("report.md")]
    [InlineData("environment.json")]
    public void A_baseline_in_place_of_a_file_of_the_run_is_refused(string name)
    {
        File.WriteAllText(folder.At(name), "kept");
        Answer answer = CommandLine.Run("gate", folder.Path, "--baseline", folder.At(name), "--update");
        Assert.Equal(ExitCode.BadUsage, answer.ExitCode);
        Assert.Single(answer.Error.TrimEnd().Split('\n'));
        Assert.Equal("kept", File.ReadAllText(folder.At(name)));
    }

    [Fact]
    public void Points_that_are_there_are_not_trained_over()
    {
        byte[] before = File.ReadAllBytes(folder.At("points.npz"));
        const string Instance = "d=24,k=1,m=32,clean-steps=3,adv-steps=3,radius=0.6,seed=5";
        Answer answer = CommandLine.Run(CheckEngine.Real, "train", "--instance", Instance, "--points", "8", "--out", folder.Path);
        Assert.Equal(ExitCode.BadData, answer.ExitCode);
        Assert.Equal(before, File.ReadAllBytes(folder.At("points.npz")));
    }

    // Whoever adds a verb that reads a file by name adds it to the cases above.
    [Fact]
    public void These_are_all_verbs_that_read_a_file_by_name()
    {
        using var output = new StringWriter();
        RootCommand root = PurifyCommand.Root(new Option<bool>("--verbose"), CommandContext.Writers(output, output));
        IEnumerable<string> reading = root.Subcommands
            .Where(static verb => verb.Options.Any(static option => option.HelpName == "FILE" && option.Name != "--out"))
            .Select(static verb => verb.Name);
        Assert.Equal(["attack", "certify", "gate"], reading.Order(StringComparer.Ordinal));
    }

    public void Dispose() => folder.Dispose();

    private static string[] Named(string name, string path) => ["--" + name, path];

    private static string Link(string link, string target)
    {
        File.CreateSymbolicLink(link, target);
        return link;
    }
}
