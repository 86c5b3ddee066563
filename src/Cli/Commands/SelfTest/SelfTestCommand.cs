using System.CommandLine;
using PurifyProofs.Claims.SelfTest;
using PurifyProofs.Cli.Progress;
using PurifyProofs.Cli.Reports;
using PurifyProofs.Cli.SelfTest;
using PurifyProofs.Model.Device;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Cli.Commands.SelfTest;

/// <summary><c>selftest</c>: the heavy forms of the property tests.</summary>
internal static class SelfTestCommand
{
    private const string DefaultPerturbations = "1000000";
    private const string DefaultKills = "100";
    private const string DefaultReports = "10000";

    private static readonly Example[] Examples =
    [
        new(
            "selftest",
            "a million perturbations against certificates of nine networks, a hundred kills of checks, ten thousand simulated reports of each kind"),
        new("selftest --only certificates --perturbations 100000000 --seed 7", "a hundred million, on other networks, over night"),
        new("selftest --only kills --kills 1000", "a thousand kills"),
        new("selftest --only calibration --reports 1000000", "a million simulated reports of each kind: are more wrong than promised?"),
    ];

    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        Option<string> only = TextOption.Create("--only", "certificates|kills|calibration", "One part of it (default: all).");
        Option<string> perturbations = TextOption.Create("--perturbations", "N", $"Perturbations of certified points in all, at least (default: {DefaultPerturbations}).");
        Option<string> smoothing = TextOption.Create("--smoothing", "none|uniform|gaussian", "Certified networks of this smoothing only (default: all three).");
        Option<string> kills = TextOption.Create("--kills", "N", $"Kills of running checks in all (default: {DefaultKills}).");
        Option<string> reports = TextOption.Create("--reports", "N", $"Simulated reports of each kind (default: {DefaultReports}).");
        Option<string> seed = TextOption.Create("--seed", "S", "Seed of networks, points, perturbations, moments and lots (default: 1).");
        Option<string> threads = TextOption.Create("--threads", "N", "Worker threads; the results do not depend on it (default: all cores).");
        var device = new DeviceOption();
        var verb = new Verb(
            "selftest",
            "Try to refute certificates of trained networks, kill and resume checks, and count wrong verdicts of simulated reports.",
            Examples);
        foreach (Option<string> option in new[] { only, perturbations, smoothing, kills, reports, seed, device.Flag, threads })
        {
            verb.Options.Add(option);
        }

        (string Part, Option[] Options)[] own =
            [("certificates", [perturbations, smoothing, device.Flag, threads]), ("kills", [kills]), ("calibration", [reports, threads])];
        verb.SetAction(parsed =>
        {
            RequirePart(parsed, parsed.GetValue(only), own);
            int tried = OptionText.Count("--perturbations", parsed.GetValue(perturbations) ?? DefaultPerturbations);
            int killed = OptionText.Count("--kills", parsed.GetValue(kills) ?? DefaultKills);
            int simulated = OptionText.Count("--reports", parsed.GetValue(reports) ?? DefaultReports);
            ulong number = OptionText.Seed(parsed.GetValue(seed) ?? "1");
            IDeviceFactory devices = device.Read(parsed);
            string? law = parsed.GetValue(smoothing);
            int workers = OptionText.Threads(parsed.GetValue(threads));
            var trials = new CertificateTrials(Smoothings(law), workers, tried, number);
            return Parts(
                parsed.GetValue(only),
                certificates: () => RunCertificates(trials, devices, FormattableString.Invariant($"selftest --only certificates --seed {number} --perturbations {tried}") + (law is null ? "" : $" --smoothing {law}"), context),
                kills: () => RunKills(killed, number, context),
                calibration: () => RunCalibration(simulated, workers, number, context)).Max(static part => part());
        });
        return verb;
    }

    private static void RequirePart(ParseResult parsed, string? only, (string Part, Option[] Options)[] own)
    {
        Option[]? taken = Array.Find(own, one => one.Part == only).Options;
        if (taken is not null && own.SelectMany(static one => one.Options).Except(taken).FirstOrDefault(parsed.Gives) is { } idle)
        {
            throw new UsageException($"{idle.Name} has no part in --only {only}; drop {idle.Name}, or drop --only.");
        }
    }

    private static Func<int>[] Parts(string? only, Func<int> certificates, Func<int> kills, Func<int> calibration) => only switch
    {
        null => [certificates, kills, calibration],
        "certificates" => [certificates],
        "kills" => [kills],
        "calibration" => [calibration],
        _ => throw new UsageException($"--only '{only}' is not a part of the self-test; choose certificates, kills or calibration."),
    };

    private static int RunCertificates(CertificateTrials trials, IDeviceFactory devices, string command, CommandContext context)
    {
        var progress = new CountProgress(context.Error, context.Clock, "perturbations", context.Cancellation);
        return SelfTestReport.Write(trials.Run(devices, progress, context.Cancellation), command, context);
    }

    private static int RunKills(int kills, ulong seed, CommandContext context)
    {
        string directory = Directory.CreateTempSubdirectory("purify-kills-").FullName;
        KillTrialsResult? result = null;
        try
        {
            var trials = new KillTrials(CheckProcess.Start, kills, seed, directory, new HashSet<string> { ReportFolder.EnvironmentName });
            result = trials.Run(new CountProgress(context.Error, context.Clock, "kills", context.Cancellation), context.Cancellation);
            return KillTrialsReport.Write(result, FormattableString.Invariant($"selftest --only kills --seed {seed} --kills {kills}"), context);
        }
        finally
        {
            if (result?.Failure is null)
            {
                Directory.Delete(directory, recursive: true);
            }
        }
    }

    private static int RunCalibration(int reports, int threads, ulong seed, CommandContext context)
    {
        var progress = new CountProgress(context.Error, context.Clock, "reports", context.Cancellation);
        CalibrationTrialsResult result = new CalibrationTrials(reports, threads, seed).Run(progress, context.Cancellation);
        string command = FormattableString.Invariant($"selftest --only calibration --seed {seed} --reports {reports}");
        return CalibrationReport.Write(result, command, context);
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
