using PurifyProofs.Bounds.Certificates;
using PurifyProofs.Claims.Evidence.SelfTest;
using PurifyProofs.Cli.Commands;
using Xunit;

namespace PurifyProofs.Snapshots.Commands;

/// <summary>What <c>selftest</c> tries, and what it says when a certificate is refuted.</summary>
public sealed class SelfTestCommandTests
{
    private static readonly CertificateTrial Sound = new("uniform, adversarial", Relaxation.Quadratic, 0.25, 32, 31, 500_000, null);
    private static readonly CorruptedTrial Caught = new("claimed for 1.5 times the radius they were made for", 3, 3);

    [Fact]
    public void NothingIsRefutedButWrongCertificates()
    {
        Answer answer = CommandLine.Run("selftest", "--perturbations", "3000", "--smoothing", "uniform", "--seed", "3");
        Assert.Equal(ExitCode.Holds, answer.ExitCode);
        Assert.Empty(answer.Error);
        Assert.Contains("perturbations: no certificate was refuted.", answer.Output, StringComparison.Ordinal);
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
    public void Interrupted() =>
        Snapshot.Match(CommandLine.Run(CommandLine.Engine, new CancellationToken(canceled: true), "selftest").Failure, "txt");

    [Fact]
    public void ZeroPerturbations() => Snapshot.Match(CommandLine.Run("selftest", "--perturbations", "0").Failure, "txt");

    [Fact]
    public void UnknownSmoothing() => Snapshot.Match(CommandLine.Run("selftest", "--smoothing", "laplace").Failure, "txt");

    private static Answer Write(CertificateTrialsResult result)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int code = SelfTestReport.Write(result, "selftest --seed 1 --perturbations 1000000", CommandContext.Writers(output, error));
        return new Answer(code, output.ToString(), error.ToString());
    }
}
