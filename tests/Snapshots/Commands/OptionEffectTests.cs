using System.CommandLine;
using System.CommandLine.Help;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Cli.Commands;
using PurifyProofs.Cli.Terminal;
using Xunit;

namespace PurifyProofs.Snapshots.Commands;

/// <summary>
/// Nothing that is offered with a verb is ignored by it: in every mode of check, sweep and sweep fit each option changes what is said, asked of the runner or
/// written, or is refused. The options are those of the command tree, so that a new one fails here until it is given a value.
/// </summary>
public sealed class OptionEffectTests : IDisposable
{
    private const string Tiny = "d=24,k=1,m=10,radius=0.5,clean-batch=20,adv-batch=20,clean-steps=12,bias-steps=5,adv-steps=10,adv-ramp=4,pgd-steps=2,seed=3";

    private static readonly Dictionary<string, string[]> Modes = new(StringComparer.Ordinal)
    {
        ["check"] = ["check", "--seed", "7"],
        ["check dry"] = ["check", "--seed", "7", "--dry-run"],
        ["check given"] = ["check", "--instance", "first"],
        ["controls"] = ["check", "--controls", "--seed", "7"],
        ["controls dry"] = ["check", "--controls", "--seed", "7", "--dry-run"],
        ["ablate"] = ["check", "--ablate", "noise", "--instance", Tiny],
        ["ablate dry"] = ["check", "--ablate", "--instance", Tiny, "--dry-run"],
        ["sweep dry"] = ["sweep", "--dry-run", "--x", "d=20..24", "--y", "radius=0.4..0.5", "--cells", "2", "--points", "64", "--at", Tiny],
        ["fit dry"] = ["sweep", "fit", "--dry-run", "--sizes", "20,21,22,23,24", "--points", "64", "--at", Tiny],
    };

    // A value that is not the default and that the mode need not accept.
    private static readonly Dictionary<string, string[]> Values = new(StringComparer.Ordinal)
    {
        ["--scale"] = ["standard"],
        ["--claims"] = ["FP-3"],
        ["--instances"] = ["3"],
        ["--instance"] = ["preset=two-sided,d=25,k=1,m=10,radius=0.5"],
        ["--seed"] = ["8"],
        ["--device"] = ["cuda"],
        ["--threads"] = ["77"],
        ["--time-limit"] = ["90s"],
        ["--checkpoint-interval"] = ["3s"],
        ["--ablate"] = ["width"],
        ["--x"] = ["d=20..23"],
        ["--y"] = ["radius=0.3..0.5"],
        ["--cells"] = ["2x3"],
        ["--points"] = ["65"],
        ["--at"] = ["d=25,k=1,m=10,radius=0.5"],
        ["--sizes"] = ["20,21,22,23,25"],
        ["--seeds"] = ["2"],
    };

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, string> ModesAndOptions
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach ((string mode, string[] arguments) in Modes)
            {
                foreach (Option option in OptionsOf(arguments).Where(static option => option is not HelpOption))
                {
                    rows.Add(mode, option.Name);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(ModesAndOptions))]
    public void EveryOptionHasAnEffectOrIsRefused(string mode, string option)
    {
        string[] arguments = Modes[mode];
        string[] added = option == "--out" ? [option, folder.At("elsewhere")] : [option, .. Values.GetValueOrDefault(option, [])];
        int given = Array.IndexOf(arguments, option);
        string[] changed = given < 0 ? [.. arguments, .. added]
            : option is "--dry-run" or "--controls" ? [.. arguments[..given], .. arguments[(given + 1)..]]
            : option is "--ablate" ? [.. arguments[..(given + 1)], .. added[1..], .. arguments[(given + 1)..].SkipWhile(static word => !word.StartsWith('-'))]
            : [.. arguments[..given], .. added, .. arguments[(given + 2)..]];
        bool resumes = option is "--resume" or "--resume-other-version";
        string before = Observed(arguments, resumes);
        Assert.Equal(resumes, before.StartsWith($"exit code {ExitCode.BadUsage}", StringComparison.Ordinal));
        Assert.NotEqual(before, Observed(changed, resumes));
    }

    public void Dispose() => folder.Dispose();

    private static IEnumerable<Option> OptionsOf(string[] arguments)
    {
        RootCommand root = PurifyCommand.Root(new Option<bool>("--verbose"), CommandContext.Writers(TextWriter.Null, TextWriter.Null));
        return root.Parse(arguments).CommandResult.Command.Options;
    }

    // What is said and asked, with folder names that change from run to run taken out; times differ by themselves.
    private string Observed(string[] arguments, bool isTaken)
    {
        if (isTaken)
        {
            Directory.CreateDirectory(folder.At("here"));
            File.WriteAllText(Path.Combine(folder.At("here"), CheckRunner.LedgerName), "{}\n");
            Directory.CreateDirectory(folder.At("here/ablation"));
            Directory.CreateDirectory(folder.At("here/ablation/unvaried"));
            File.WriteAllText(folder.At("here/ablation/unvaried/ledger.jsonl"), "{}\n");
        }

        if (arguments.Contains("sweep") && !arguments.Contains("--dry-run"))
        {
            return "It runs.";
        }

        var asked = new List<string>();
        CheckEngine engine = CommandLine.Engine with
        {
            ParseInstance = line => line == "first" ? FixedCheck.Small : CheckEngine.Real.ParseInstance(line),
            SelectClaims = CheckEngine.Real.SelectClaims,
            GenerateInstances = (_, _, _, count) => [.. Enumerable.Repeat(FixedCheck.Small, count ?? 2)],
            Run = (request, _, _, _) =>
            {
                asked.Add(Words(request));
                return FixedCheck.Result with { Partial = "Stopped." };
            },
            Forecast = (requests, _) =>
            {
                asked.AddRange(requests.Select(Words));
                return new CheckForecast(8, 16, [], TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
            },
        };
        string[] home = arguments.Contains("--out") ? arguments : [.. arguments, "--out", folder.At("here")];
        Answer answer;
        try
        {
            answer = CommandLine.Run(engine, home);
        }
        finally
        {
            foreach (string written in Directory.EnumerateDirectories(folder.Path))
            {
                Directory.Delete(written, recursive: true);
            }
        }

        string[] lines = [.. answer.Output.Split('\n').Where(static line => !line.StartsWith("About ", StringComparison.Ordinal))];
        return string.Join('\n', [answer.Failure, .. lines, .. asked]);
    }

    private static string Words(CheckRequest request) =>
        request with { Instances = [], TimeLimit = request.TimeLimit is null ? null : TimeSpan.Zero } + string.Join(';', request.Instances.Select(FixedCheck.Line));
}
