using System.CommandLine;
using PurifyProofs.Claims.Evidence.SelfTest;
using PurifyProofs.Cli.Progress;

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
        Option<string> seed = TextOption.Create("--seed", "S", "Seed of networks, points and perturbations (default: 1).");
        Option<string> threads = TextOption.Create("--threads", "N", "Worker threads; the results do not depend on it (default: all cores).");
        var verb = new Verb("selftest", "Train small networks, certify points, and try to refute the certificates.", Examples);
        verb.Options.Add(perturbations);
        verb.Options.Add(seed);
        verb.Options.Add(threads);
        verb.SetAction(parsed =>
        {
            int count = OptionText.Count("--perturbations", parsed.GetValue(perturbations) ?? DefaultPerturbations);
            ulong number = OptionText.Seed(parsed.GetValue(seed) ?? "1");
            var trials = new CertificateTrials(OptionText.Threads(parsed.GetValue(threads)), count, number);
            var progress = new CountProgress(context.Error, context.Clock, "perturbations", context.Cancellation);
            return SelfTestReport.Write(trials.Run(progress, context.Cancellation), FormattableString.Invariant($"selftest --seed {number} --perturbations {count}"), context);
        });
        return verb;
    }
}
