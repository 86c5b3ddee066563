using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.SelfTest;
using PurifyProofs.Cli.Commands.SelfTest;
using PurifyProofs.Cli.Terminal;
using Xunit;

namespace PurifyProofs.Snapshots.Commands;

/// <summary>What <c>selftest</c> tries, and what it says when a certificate is refuted.</summary>
public sealed class SelfTestCommandTests
{
    private static readonly CertificateTrial Sound = new("uniform, adversarial", Relaxation.Quadratic, 0.25, 32, 31, 500_000, null);
    private static readonly Kill Kill = new(KilledPhase.WithinStudy, TimeSpan.FromSeconds(0.25), 1, 2, 0);
    private static readonly CalibrationTrial Kept =
        new(Scale.Quick, SimulatedTruth.False, ClaimDependence.Independent, new(420, 10_000), 0.05);
    private static readonly BrokenRule Seen = new("at ten times the level", new(2650, 10_000), 0.05);
    private static readonly CorruptedTrial Caught = new("claimed for 1.5 times the radius they were made for", 3, 3);

    [Fact]
    public void NothingIsRefutedButWrongCertificates()
    {
        Answer answer = CommandLine.Run("selftest", "--only", "certificates", "--perturbations", "3000", "--smoothing", "uniform", "--seed", "3");
        Assert.Equal(ExitCode.Holds, answer.ExitCode);
        Assert.Empty(answer.Error);
        Assert.Contains("perturbations: no certificate was refuted.", answer.Output, StringComparison.Ordinal);
    }

    // The short form of a hundred kills: processes of this tool, killed and resumed.
    [Fact]
    public void KilledChecksEndWithTheEvidenceOfAnUninterruptedOne()
    {
        string seed = Random.Shared.Next().ToString(System.Globalization.CultureInfo.InvariantCulture);
        Answer answer = CommandLine.Run("selftest", "--only", "kills", "--kills", "5", "--seed", seed);
        Assert.True(answer.ExitCode == ExitCode.Holds, answer.Error);
        Assert.Matches("5 kills in [1-5] checks? of .* s: the ledger of [1-9][0-9]* records, the networks and the reports .* were those of an uninterrupted check, byte for byte", answer.Output);
    }

    [Fact]
    public void TableOfASoundRun()
    {
        Answer answer = Write(new([Sound, Sound with { Relaxation = Relaxation.Linear, Certified = 0 }, Sound with { Relaxation = Relaxation.QuadraticPerNeuron }], [Caught]));
        Assert.Empty(answer.Error);
        Snapshot.Match(answer.Failure + answer.Output, "txt");
    }

    [Fact]
    public void RefutedCertificate()
    {
        Answer answer = Write(new([Sound, Sound with { Violation = new SoundnessViolation(17, 0.5, 0.50001, [0.25]) }], [Caught]));
        Snapshot.Match(answer.Failure + answer.Output, "txt");
    }

    [Fact]
    public void SearchThatFindsNothing()
    {
        Answer answer = Write(new([Sound], [Caught with { Refuted = 0 }]));
        Snapshot.Match(answer.Failure + answer.Output, "txt");
    }

    [Fact]
    public void KilledChecks()
    {
        Answer answer = WriteKills(new([Kill, Kill with { Phase = KilledPhase.BeforeHeader }, Kill with { UnfinishedNetworks = 1, TornLines = 1 }], 2, 27, 10, TimeSpan.FromSeconds(2.04), null));
        Assert.Empty(answer.Error);
        Snapshot.Match(answer.Failure + answer.Output, "txt");
    }

    [Fact]
    public void KilledCheckThatDidNotSurvive()
    {
        Kill[] kills = [Kill, Kill with { Phase = KilledPhase.BetweenStudies, After = TimeSpan.FromSeconds(1.5) }];
        Answer answer = WriteKills(new([Kill, .. kills], 2, 27, 10, TimeSpan.FromSeconds(2), new KillFailure("'ledger.jsonl' differs from byte 812 on, in line 3", 2, kills, "FOLDER/check-2", "FOLDER/uninterrupted")));
        Snapshot.Match(answer.Failure + answer.Output, "txt");
    }

    [Fact]
    public void SimulatedReportsKeepTheirLevelAndBrokenRulesAreSeen()
    {
        string[] flags = ["selftest", "--only", "calibration", "--reports", "2000", "--seed", "3"];
        Answer answer = CommandLine.Run(flags);
        Assert.True(answer.ExitCode == ExitCode.Holds, answer.Error);
        Assert.Equal(answer.Output, CommandLine.Run([.. flags, "--threads", "1"]).Output);
        Assert.Contains("54000 reports: no level is exceeded", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void CalibrationThatHolds()
    {
        CalibrationTrial antithetic = new(Scale.Standard, SimulatedTruth.True, ClaimDependence.Antithetic, new(14, 10_000), 0.01);
        Answer answer = WriteCalibration(new([Kept, antithetic], [Seen]));
        Assert.Empty(answer.Error);
        Snapshot.Match(answer.Failure + answer.Output, "txt");
    }

    [Fact]
    public void CalibrationThatIsExceeded()
    {
        Answer answer = WriteCalibration(new([Kept, Kept with { Truth = SimulatedTruth.Alternating, Wrong = new(700, 10_000) }], [Seen]));
        Assert.Equal(ExitCode.Violated, answer.ExitCode);
        Snapshot.Match(answer.Failure + answer.Output, "txt");
    }

    [Fact]
    public void CountThatIsTooWeak() => Snapshot.Match(WriteCalibration(new([Kept], [Seen with { Wrong = new(12, 40) }])).Failure, "txt");

    [Fact]
    public void ZeroReports() => Snapshot.Match(CommandLine.Run("selftest", "--reports", "0").Failure, "txt");

    [Fact]
    public void ZeroKills() => Snapshot.Match(CommandLine.Run("selftest", "--kills", "0").Failure, "txt");

    [Fact]
    public void UnknownPart() => Snapshot.Match(CommandLine.Run("selftest", "--only", "doctor").Failure, "txt");

    [Fact]
    public void Interrupted() =>
        Snapshot.Match(CommandLine.Run(CommandLine.Engine, new CancellationToken(canceled: true), "selftest").Failure, "txt");

    [Fact]
    public void ZeroPerturbations() => Snapshot.Match(CommandLine.Run("selftest", "--perturbations", "0").Failure, "txt");

    [Fact]
    public void UnknownSmoothing() => Snapshot.Match(CommandLine.Run("selftest", "--smoothing", "laplace").Failure, "txt");

    private static Answer Write(CertificateTrialsResult result) =>
        Answered(context => SelfTestReport.Write(result, "selftest --only certificates --seed 1 --perturbations 1000000", context));

    private static Answer WriteCalibration(CalibrationTrialsResult result) =>
        Answered(context => CalibrationReport.Write(result, "selftest --only calibration --seed 1 --reports 10000", context));

    private static Answer WriteKills(KillTrialsResult result) =>
        Answered(context => KillTrialsReport.Write(result, "selftest --only kills --seed 1 --kills 100", context));

    private static Answer Answered(Func<CommandContext, int> report)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int code = report(CommandContext.Writers(output, error));
        return new Answer(code, output.ToString(), error.ToString());
    }
}
