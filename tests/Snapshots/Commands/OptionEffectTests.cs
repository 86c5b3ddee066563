using System.CommandLine;
using System.CommandLine.Help;
using System.Text.RegularExpressions;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Runs.Gate;
using PurifyProofs.Cli.Commands;
using PurifyProofs.Cli.Terminal;
using PurifyProofs.Model.Files;
using Xunit;

namespace PurifyProofs.Snapshots.Commands;

/// <summary>
/// Nothing that is offered with a verb is ignored by it: in every mode each option changes what is said, asked of the runner or written, or is refused. The
/// options are those of the command tree, so that a new one fails here until it is given a value, and the verbs as well. Where the results must not depend on an
/// option, as on threads, a value that it cannot have is refused; where it has no part, one that it can have is refused too.
/// </summary>
public sealed class OptionEffectTests : IDisposable
{
    private const string Tiny = "d=24,k=1,m=10,radius=0.5,clean-batch=20,adv-batch=20,clean-steps=12,bias-steps=5,adv-steps=10,adv-ramp=4,pgd-steps=2,seed=3";

    private const string TinyPatches = "preset=patches,K=3,P=4,d=12,m=3,clean-steps=15,adv-steps=15";

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
        ["gate"] = ["gate", "FOLDER/run", "--baseline", "FOLDER/baseline.json"],
        ["gate runs"] = ["gate", "FOLDER/run", "--baseline", "FOLDER/baseline.json", "--time-limit", "10m"],
        ["gate update"] = ["gate", "FOLDER/run", "--baseline", "FOLDER/baseline.json", "--update"],
        ["attack"] = ["attack", "--weights", "FOLDER/wide.npz", "--points", "FOLDER/many.npz", "--radius", "0.7", "--steps", "1", "--restarts", "1", "--json"],
        ["transfer"] = ["attack", "--weights", "FOLDER/one.npz", "--points", "FOLDER/points.npz", "--radius", "0.7", "--source", "FOLDER/two.npz", "--json"],
        ["certify"] = ["certify", "--weights", "FOLDER/one.npz", "--points", "FOLDER/points.npz", "--radius", "0.7", "--json"],
        ["exact"] = ["certify", "--weights", "FOLDER/one.npz", "--points", "FOLDER/points.npz", "--radius", "0.7", "--exact", "--json"],
        ["train"] = ["train", "--instance", Tiny, "--points", "16", "--json"],
        ["train patches"] = ["train", "--instance", TinyPatches, "--points", "16", "--json"],
        ["report"] = ["report", "FOLDER/run"],
    };

    // What takes minutes or prints times is not run: each of its options is read, as a value that it cannot have is refused.
    private static readonly Dictionary<string, string[]> Read = new(StringComparer.Ordinal)
    {
        ["bench"] = ["--seconds", "--device", "--threads"],
        ["bench growth"] = ["--seconds", "--device"],
        ["selftest"] = ["--only", "--perturbations", "--smoothing", "--kills", "--reports", "--seed", "--device", "--threads"],
        ["selftest --only certificates"] = ["--perturbations", "--smoothing", "--seed", "--device", "--threads"],
        ["selftest --only kills"] = ["--kills", "--seed"],
        ["selftest --only calibration"] = ["--reports", "--seed", "--threads"],
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
        ["--baseline"] = ["FOLDER/other.json"],
        ["--junit"] = ["FOLDER/gate.xml"],
        ["--weights"] = ["FOLDER/two.npz"],
        ["--source"] = ["FOLDER/one.npz"],
        ["--radius"] = ["0.8"],
        ["--steps"] = ["20"],
        ["--restarts"] = ["9"],
        ["--relaxation"] = ["linear"],
        ["--boxes"] = ["1"],
        ["--attack"] = ["pgd"],
    };

    // Values where the verb reads another kind of them, and where results do not depend on the option.
    private static readonly Dictionary<(string Verb, string Option), string[]> OwnValues = new()
    {
        [("attack", "--points")] = ["FOLDER/other.npz"],
        [("certify", "--points")] = ["FOLDER/other.npz"],
        [("train", "--instance")] = [Tiny + ",smoothing=none"],
        [("train", "--points")] = ["17"],
        [("attack", "--threads")] = ["0"],
        [("certify", "--threads")] = ["0"],
        [("train", "--threads")] = ["0"],
    };

    // Valid values of options that have no part in what is asked.
    private static readonly (string Line, string[] Options)[] Idle =
    [
        ("gate FOLDER/run --baseline FOLDER/baseline.json", ["--seed 8", "--device cpu", "--threads 2", "--resume-other-version"]),
        ("gate FOLDER/run --baseline FOLDER/baseline.json --update", ["--seed 8", "--device cpu", "--threads 2", "--resume-other-version", "--allow-open", "--junit FOLDER/gate.xml"]),
        ("selftest --only certificates", ["--kills 5", "--reports 10"]),
        ("selftest --only kills", ["--perturbations 10", "--smoothing none", "--reports 10", "--device cpu", "--threads 2"]),
        ("selftest --only calibration", ["--perturbations 10", "--smoothing none", "--kills 5", "--device cpu"]),
        ("attack --weights FOLDER/one.npz --points FOLDER/points.npz --radius 0.6 --source FOLDER/two.npz", ["--restarts 2", "--seed 8"]),
        ("attack --weights FOLDER/one.npz --points FOLDER/points.npz --radius 0.6 --restarts 0", ["--seed 8"]),
        ("certify --weights FOLDER/one.npz --points FOLDER/points.npz --radius 0.6", ["--boxes 9"]),
        ("certify --weights FOLDER/one.npz --points FOLDER/points.npz --radius 0.6 --exact", ["--relaxation linear", "--radii"]),
    ];

    private readonly TemporaryFolder folder = new();

    public OptionEffectTests()
    {
        NpzArchive.Write(folder.At("one.npz"), Network(1, 20));
        NpzArchive.Write(folder.At("two.npz"), Network(2, 20));
        NpzArchive.Write(folder.At("wide.npz"), Network(5, 40));
        NpzArchive.Write(folder.At("points.npz"), Points(3, 50));
        NpzArchive.Write(folder.At("other.npz"), Points(4, 50));
        NpzArchive.Write(folder.At("many.npz"), Points(6, 250));
    }

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

    public static TheoryData<string, string> IdleOptions
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach ((string line, string[] options) in Idle)
            {
                Array.ForEach(options, option => rows.Add(line, option));
            }

            return rows;
        }
    }

    public static TheoryData<string, string> ReadOptions
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach ((string line, string[] options) in Read)
            {
                Array.ForEach(options, option => rows.Add(line, option));
            }

            return rows;
        }
    }

    [Fact]
    public void EveryVerbIsHere()
    {
        RootCommand root = Root();
        string[] all = [.. root.Subcommands.Concat(root.Subcommands.SelectMany(static verb => verb.Subcommands)).Select(static verb => verb.Name)];
        string[] here = [.. Modes.Values.Concat(Read.Keys.Select(static line => line.Split(' '))).Select(arguments => root.Parse(arguments).CommandResult.Command.Name)];
        // The last two take no options.
        Assert.Equal(all.Order(StringComparer.Ordinal), here.Concat(["list", "doctor"]).Distinct().Order(StringComparer.Ordinal));
        Assert.All(["list", "doctor"], verb => Assert.All(OptionsOf([verb]), static option => Assert.IsType<HelpOption>(option)));
    }

    // --json of bench has a test of its own.
    [Fact]
    public void EveryOptionOfAVerbThatIsNotRunIsReadOrIdle() => Assert.All(Read, line =>
    {
        string[] idle = [.. Idle.Where(one => one.Line == line.Key).SelectMany(static one => one.Options).Select(static option => option.Split(' ')[0])];
        string[] others = line.Key == "bench" ? ["--json"] : line.Key.Contains("--only", StringComparison.Ordinal) ? ["--only"] : [];
        IEnumerable<string> offered = OptionsOf(line.Key.Split(' ')).Where(static option => option is not HelpOption).Select(static option => option.Name);
        Assert.Equal(offered.Order(StringComparer.Ordinal), line.Value.Concat(idle).Concat(others).Order(StringComparer.Ordinal));
    });

    [Theory]
    [MemberData(nameof(ReadOptions))]
    public void AValueThatItCannotHaveIsRefused(string line, string option)
    {
        Answer answer = CommandLine.Run([.. line.Split(' '), option, "none of these"]);
        Assert.Equal(ExitCode.BadUsage, answer.ExitCode);
        Assert.StartsWith($"error: {option} 'none of these' is not a ", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(IdleOptions))]
    public void AnOptionWithoutAPartIsRefused(string line, string option)
    {
        Directory.CreateDirectory(folder.At("run"));
        Answer answer = CommandLine.Run([.. InFolder($"{line} {option}".Split(' '))]);
        Assert.Equal(ExitCode.BadUsage, answer.ExitCode);
        Assert.Contains(option.Split(' ')[0], answer.Error, StringComparison.Ordinal);
        Assert.Single(answer.Error.TrimEnd().Split('\n'));
        Assert.Empty(answer.Output);
    }

    [Theory]
    [InlineData("bench --json growth", "--json")]
    [InlineData("bench --seconds 1 growth --seconds 1", "--seconds")]
    [InlineData("sweep --dry-run fit --at d=24", "--dry-run")]
    [InlineData("sweep --cells 2 fit --dry-run", "--cells")]
    public void AnOptionOfAVerbThatDoesNotRunIsRefused(string line, string option)
    {
        Answer answer = CommandLine.Run(line.Split(' '));
        Assert.Equal(ExitCode.BadUsage, answer.ExitCode);
        Assert.StartsWith($"error: {option} stands before ", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ModesAndOptions))]
    public void EveryOptionHasAnEffectOrIsRefused(string mode, string option)
    {
        string[] arguments = Modes[mode];
        string[] value = OwnValues.GetValueOrDefault((arguments[0], option), Values.GetValueOrDefault(option, []));
        string[] added = option == "--out" ? [option, folder.At("elsewhere")] : [option, .. value];
        int given = Array.IndexOf(arguments, option);
        string[] changed = given < 0 ? [.. arguments, .. added]
            : value.Length == 0 ? [.. arguments[..given], .. arguments[(given + 1)..]]
            : option is "--ablate" ? [.. arguments[..(given + 1)], .. added[1..], .. arguments[(given + 1)..].SkipWhile(static word => !word.StartsWith('-'))]
            : [.. arguments[..given], .. added, .. arguments[(given + 2)..]];
        bool resumes = option is "--resume" or "--resume-other-version";
        Assert.Equal(OptionsOf(arguments).Single(one => one.Name == option).ValueType == typeof(bool), added.Length == 1);
        string before = Observed(arguments, resumes);
        bool refuses = resumes && arguments[0] is "check" or "sweep" or "train";
        int[] failures = [ExitCode.BadUsage, ExitCode.BadData, ExitCode.InternalError];
        Assert.Equal(refuses, failures.Any(code => before.StartsWith($"exit code {code}", StringComparison.Ordinal)));
        Assert.NotEqual(before, Observed(changed, resumes));
    }

    public void Dispose() => folder.Dispose();

    private static RootCommand Root() => PurifyCommand.Root(new Option<bool>("--verbose"), CommandContext.Writers(TextWriter.Null, TextWriter.Null));

    private static IEnumerable<Option> OptionsOf(string[] arguments) => Root().Parse(arguments).CommandResult.Command.Options;

    // Neurons with kinks, wide ones too many for branch and bound, so that what an attack finds depends on its effort and its seed.
    private static Dictionary<string, NpyArray> Network(int seed, int width)
    {
        var random = new Random(seed);
        return new(StringComparer.Ordinal)
        {
            ["W"] = NpyArray.Matrix(Numbers(random, width * 10), width, 10),
            ["b"] = NpyArray.Vector(Array.ConvertAll(Numbers(random, width), static value => 1.5 * Math.Abs(value))),
            ["s"] = NpyArray.Vector(new double[width]),
            ["a"] = NpyArray.Scalar(1),
            ["smoothing"] = NpyArray.Scalar(0),
        };
    }

    // What is undecided in the fixed check was decided, so that the gate stands open.
    private static Baseline Decided()
    {
        Baseline baseline = Baseline.Of(FixedCheck.Header, FixedCheck.Result with { Partial = null });
        BaselineClaim[] claims =
            [.. baseline.Claims.Select(static one => one with { Verdict = one.Verdict == VerdictKind.Undecided ? VerdictKind.Holds : one.Verdict })];
        return baseline with { Claims = claims };
    }

    private static Dictionary<string, NpyArray> Points(int seed, int pairs) => new(StringComparer.Ordinal)
    {
        ["X"] = NpyArray.Matrix(Numbers(new Random(seed), 2 * pairs * 10), 2 * pairs, 10),
        ["y"] = NpyArray.Vector([.. Enumerable.Repeat(new[] { 1.0, -1 }, pairs).SelectMany(static pair => pair)]),
    };

    private static string Printed(string line) => CheckEngine.Real.ParseInstance(line).Line;

    private static double[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];

    private string[] InFolder(string[] words) => [.. words.Select(word => word.Replace("FOLDER", folder.Path, StringComparison.Ordinal))];

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
            string training = arguments.Contains(TinyPatches) ? $"{Printed(TinyPatches)}\nattack=pgd" : $"{Printed(Tiny)}\nattack=fgm";
            File.WriteAllText(folder.At("here/training.txt"), $"{training}\nprogram: another\n");
        }

        if (arguments[0] is "gate" or "report")
        {
            BaselineFile.Write(folder.At("baseline.json"), Decided());
            Directory.CreateDirectory(folder.At("run"));
        }

        if (arguments.Contains("sweep") && !arguments.Contains("--dry-run"))
        {
            return "It runs.";
        }

        var asked = new List<string>();
        CheckEngine engine = CommandLine.Engine with
        {
            ParseInstance = line => line == "first" || line.StartsWith("preset=fixed", StringComparison.Ordinal) ? FixedCheck.Small : CheckEngine.Real.ParseInstance(line),
            PrintInstance = instance => arguments[0] == "train" ? instance.Line : FixedCheck.Line(instance),
            SelectClaims = CheckEngine.Real.SelectClaims,
            GenerateInstances = (_, _, _, count) => [.. Enumerable.Repeat(FixedCheck.Small, count ?? 2)],
            Run = (request, _, _, _) =>
            {
                asked.Add(Words(request));
                return FixedCheck.Result with { Partial = "Stopped." };
            },
            Restore = _ => FixedCheck.Result with { Partial = null },
            Forecast = (requests, _) =>
            {
                asked.AddRange(requests.Select(Words));
                return new CheckForecast(8, 16, [], TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
            },
        };
        bool writesFolder = arguments[0] is "check" or "sweep" or "train" && !arguments.Contains("--out");
        string[] home = InFolder(writesFolder ? [.. arguments, "--out", folder.At("here")] : arguments);
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
        string[] files = [.. Directory.EnumerateFiles(folder.Path).Order(StringComparer.Ordinal)];
        return string.Join('\n', [answer.Failure, .. lines.Select(WithoutEcho), .. asked, .. files]);
    }

    // JSON repeats what was asked; that alone would be no effect.
    private static string WithoutEcho(string line) =>
        Regex.Replace(line, "\"(radius|steps|restarts|relaxation|largest_box_count|weights|points|source|attack|point_count)\":[^,}]*", "");

    private static string Words(CheckRequest request) =>
        request with { Instances = [], TimeLimit = WholeMinutes(request.TimeLimit) } + string.Join(';', request.Instances.Select(FixedCheck.Line));

    // What is left of a limit differs by itself, by less than a minute.
    private static TimeSpan? WholeMinutes(TimeSpan? limit) => limit is { } time ? TimeSpan.FromMinutes(Math.Ceiling(time.TotalMinutes)) : null;
}
