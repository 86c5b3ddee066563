using System.Globalization;
using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Claims.SelfTest;

namespace PurifyProofs.Cli.Commands.SelfTest;

/// <summary>The table of a self-test, and the lines that reproduce what it found wrong.</summary>
internal static class SelfTestReport
{
    /// <summary>Writes the table to standard output and defects to standard error.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="command">The verb and flags that repeat it.</param>
    /// <param name="context">Where to write.</param>
    /// <returns>The exit code.</returns>
    public static int Write(CertificateTrialsResult result, string command, CommandContext context)
    {
        WriteTable(result, context.Output);
        foreach (CertificateTrial trial in result.Trials.Where(static trial => trial.Violation is not null))
        {
            context.Error.WriteLine("error: " + Defect(trial, trial.Violation!, command));
        }

        foreach (CorruptedTrial corrupted in result.Corrupted.Where(static one => one.Refuted == 0))
        {
            context.Error.WriteLine($"error: the search is too weak: certificates {corrupted.Name} were refuted on none of {corrupted.Networks} networks; repeat with '{command}'.");
        }

        return result.IsPassed ? ExitCode.Holds : ExitCode.InternalError;
    }

    private static void WriteTable(CertificateTrialsResult result, TextWriter output)
    {
        output.WriteLine("Points certified of all points, at τ and 1.5 τ together:");
        WriteRow(output, "smoothing, training", Enum.GetValues<Relaxation>().Select(Name), "perturbations", "below a certificate");
        foreach (IGrouping<string, CertificateTrial> network in result.Trials.GroupBy(static trial => trial.Network))
        {
            WriteRow(
                output,
                network.Key,
                Enum.GetValues<Relaxation>().Select(relaxation => Certified([.. network.Where(trial => trial.Relaxation == relaxation)])),
                Count(network.Sum(static trial => trial.Perturbations)),
                network.Count(static trial => trial.Violation is not null) is var violations and > 0 ? $"in {violations} of {network.Count()} trials" : "none");
        }

        output.WriteLine("Wrong certificates, which the same search must refute:");
        foreach (CorruptedTrial corrupted in result.Corrupted)
        {
            output.WriteLine($"  {corrupted.Name}: refuted on {corrupted.Refuted} of {corrupted.Networks} networks");
        }

        output.WriteLine($"{Count(result.Perturbations)} perturbations: {Conclusion(result)}.");
    }

    private static string Conclusion(CertificateTrialsResult result) => result switch
    {
        { Violations: > 0 } => $"certificates were refuted in {result.Violations} of {result.Trials.Count} trials",
        { IsPassed: true } => "no certificate was refuted",
        _ => "no certificate was refuted, but the search is too weak to tell",
    };

    private static string Certified(CertificateTrial[] trials) =>
        $"{trials.Sum(static trial => trial.Certified)} of {trials.Sum(static trial => trial.Points)}";

    private static void WriteRow(TextWriter output, string network, IEnumerable<string> certified, string perturbations, string violations) =>
        output.WriteLine($"  {network,-24}{string.Concat(certified.Select(static cell => $"{cell,-14}"))}{perturbations,-16}{violations}");

    private static string Defect(CertificateTrial trial, SoundnessViolation violation, string command) =>
        $"a certificate is not sound: network '{trial.Network}', {Name(trial.Relaxation)} relaxation, τ = {NumberText.Exact(trial.Radius)}, point {violation.Point} "
        + $"has margin {NumberText.Exact(violation.Margin)} below the bound {NumberText.Exact(violation.LowerBound)}; repeat with '{command}'.";

    private static string Name(Relaxation relaxation) => relaxation switch
    {
        Relaxation.Linear => "linear",
        Relaxation.Quadratic => "quadratic",
        _ => "per-neuron",
    };

    private static string Count(long number) => number.ToString(CultureInfo.InvariantCulture);
}
