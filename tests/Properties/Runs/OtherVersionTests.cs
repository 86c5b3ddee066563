using PurifyProofs.Claims.ByHand;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs;
using Xunit;

namespace PurifyProofs.Properties.Runs;

/// <summary>What another version of the program began is gone on with only when asked for, and then said.</summary>
public sealed class OtherVersionTests : IDisposable
{
    private static readonly LedgerHeader Header = new(Scale.Quick, 7, "FP-*", ["d=256,k=3"]);
    private static readonly ProgramVersion Present = ProgramVersion.Current;

    private readonly TemporaryFolder folder = new();

    private string LedgerPath => folder["ledger.jsonl"];

    /// <summary>One thing changed at a time, and a ledger of schema 1, which names no program.</summary>
    public static TheoryData<string> Others => ["version", "commit", "no commit", "build", "unnamed"];

    [Theory]
    [MemberData(nameof(Others))]
    public void A_ledger_of_another_version_is_refused_and_left_as_it_is(string difference)
    {
        byte[] before = Begin(difference);
        string message = Assert.Throws<InvalidDataException>(() => Open(otherVersion: false)).Message;
        Assert.Contains(ProgramVersion.Words(Other(difference)), message, StringComparison.Ordinal);
        Assert.Contains("--resume-other-version", message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(LedgerPath));
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Asked_for_it_goes_on_and_names_both(string difference)
    {
        byte[] before = Begin(difference);
        Open(otherVersion: true).Dispose();
        Assert.Equal(before, File.ReadAllBytes(LedgerPath));
        using (LedgeredRun run = Open(otherVersion: true))
        {
            run.Append(new StudyRecord(0, Study.Transfer, "", []));
        }

        LedgerContents read = Ledger.Read(LedgerPath);
        Assert.Equal([Other(difference), Present], read.Programs);
        string mixture = Assert.IsType<string>(ProgramVersion.Mixture(read.Programs));
        Assert.Contains(ProgramVersion.Words(Other(difference)), mixture, StringComparison.Ordinal);
        Assert.Contains(Present.ToString(), mixture, StringComparison.Ordinal);

        // What this version wrote last it goes on with unasked.
        Open(otherVersion: false).Dispose();
    }

    [Fact]
    public void A_ledger_of_this_version_is_gone_on_with_and_names_it()
    {
        using (LedgeredRun begun = Open(otherVersion: false))
        {
            begun.Append(new StudyRecord(0, Study.Clean, "", []));
        }

        Open(otherVersion: false).Dispose();
        Assert.Equal([Present], Ledger.Read(LedgerPath).Programs);
        Assert.Null(ProgramVersion.Mixture([Present]));
    }

    [Fact]
    public void Another_run_is_refused_whatever_the_version()
    {
        Begin("unnamed");
        Assert.Contains("belongs to another check", Assert.Throws<InvalidDataException>(() => Open(otherVersion: true, seed: 8)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_without_a_commit_says_so()
    {
        ProgramVersion program = ProgramVersion.Of("2.1.0", typeof(ProgramVersion).Assembly);
        Assert.Null(program.Commit);
        Assert.Equal($"version 2.1.0, unknown commit, build {program.Build}", program.ToString());
        Assert.Equal("0123456789abcdef", ProgramVersion.Of("2.1.0+0123456789abcdef", typeof(ProgramVersion).Assembly).Commit);
        Assert.NotEqual(program.Build, ProgramVersion.Of("2.1.0", typeof(OtherVersionTests).Assembly).Build);
    }

    [Fact]
    public void A_training_by_hand_of_another_version_is_continued_only_when_asked_for()
    {
        SparseCodingInstance instance = SparseCodingLine.Parse("d=24,k=1,m=16,radius=0.5");
        var training = new TrainingFolder(Path.GetDirectoryName(LedgerPath)!);
        training.Claim(instance, "fgm", resumeOtherVersion: false);
        string own = File.ReadAllText(folder["training.txt"]);
        Assert.EndsWith($"program: {Present}\n", own, StringComparison.Ordinal);
        training.Claim(instance, "fgm", resumeOtherVersion: false);

        string unnamed = $"{instance.Line}\nattack=fgm\n";
        foreach (string note in new[] { unnamed, unnamed + "program: version 0.9.0, unknown commit, build 0000\n" })
        {
            File.WriteAllText(folder["training.txt"], note);
            string refusal = Assert.Throws<InvalidDataException>(() => training.Claim(instance, "fgm", resumeOtherVersion: false)).Message;
            Assert.Contains(note == unnamed ? "a version that did not name itself" : "version 0.9.0, unknown commit", refusal, StringComparison.Ordinal);
            Assert.Equal(note, File.ReadAllText(folder["training.txt"]));
            training.Claim(instance, "fgm", resumeOtherVersion: true);
            Assert.Equal($"{note}program: {Present}\n", File.ReadAllText(folder["training.txt"]));
            training.Claim(instance, "fgm", resumeOtherVersion: false);
            Assert.Contains("another training", Assert.Throws<InvalidDataException>(() => training.Claim(instance, "pgd", resumeOtherVersion: true)).Message, StringComparison.Ordinal);
        }
    }

    public void Dispose() => folder.Dispose();

    private static ProgramVersion? Other(string difference) => difference switch
    {
        "version" => Present with { Version = "0.9.0" },
        "commit" => Present with { Commit = new string('0', 40) },
        "no commit" => Present with { Commit = Present.Commit is null ? "0" : null },
        "build" => Present with { Build = "0000000000000000" },
        _ => null,
    };

    private byte[] Begin(string difference)
    {
        using (Ledger ledger = Ledger.Create(LedgerPath, Header with { Program = Other(difference) }))
        {
            ledger.Append(new StudyRecord(0, Study.Clean, "", []));
        }

        return File.ReadAllBytes(LedgerPath);
    }

    private LedgeredRun Open(bool otherVersion, ulong seed = 7)
    {
        var request = new LedgeredRunRequest(LedgerPath, Header with { Seed = seed }, Resume: true, TimeLimit: null, "check", "scale, seed, claims or instances")
        {
            ResumeOtherVersion = otherVersion,
        };
        return LedgeredRun.Open(request, CancellationToken.None);
    }
}
