using System.CommandLine;
using PurifyProofs.Claims.Evidence.SelfTest;
using PurifyProofs.Cli.Progress;
using PurifyProofs.Model.Networks;

namespace PurifyProofs.Cli.Commands;

/// <summary><c>selftest</c>: the heavy forms of the property tests.</summary>
internal static class SelfTestCommand
{
    private const string DefaultPerturbations = "1000000";

    private static readonly Example[] Examples =
    [
        new("selftest", "a million perturbations against the certificates of nine networks"),
        new("selftest --perturbations 100000000 --seed 7", "a hundred million, on other networks, over night"),
    ];

    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        Option<string> perturbations = TextOption.Create("--perturbations", "N", $"Perturbations in all, at least (default: {DefaultPerturbations}).");
        Option<string> smoothing = TextOption.Create("--smoothing", "none|uniform|gaussian", "Networks of this smoothing only (default: all three).");
        Option<string> seed = TextOption.Create("--seed", "S", "Seed of networks, points and perturbations (default: 1).");
        Option<string> threads = TextOption.Create("--threads", "N", "Worker threads; the results do not depend on it (default: all cores).");
        var verb = new Verb("selftest", "Train small networks, certify points, and try to refute the certificates.", Examples);
        verb.Options.Add(perturbations);
        verb.Options.Add(smoothing);
        verb.Options.Add(seed);
        verb.Options.Add(threads);
        verb.SetAction(parsed =>
        {
            int count = OptionText.Count("--perturbations", parsed.GetValue(perturbations) ?? DefaultPerturbations);
            ulong number = OptionText.Seed(parsed.GetValue(seed) ?? "1");
            string? law = parsed.GetValue(smoothing);
            var trials = new CertificateTrials(Smoothings(law), OptionText.Threads(parsed.GetValue(threads)), count, number);
            var progress = new CountProgress(context.Error, context.Clock, "perturbations", context.Cancellation);
            string command = FormattableString.Invariant($"selftest --seed {number} --perturbations {count}") + (law is null ? "" : $" --smoothing {law}");
            return SelfTestReport.Write(trials.Run(progress, context.Cancellation), command, context);
        });
        return verb;
    }

    private static Smoothing[] Smoothings(string? law) => law switch
    {
        null => Enum.GetValues<Smoothing>(),
        "none" => [Smoothing.None],
        "uniform" => [Smoothing.Uniform],
        "gaussian" => [Smoothing.Gaussian],
        _ => throw new UsageException($"--smoothing '{law}' is not a smoothing; choose none, uniform or gaussian."),
    };
}
