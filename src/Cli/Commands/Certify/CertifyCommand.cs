using System.CommandLine;
using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Claims.ByHand;
using PurifyProofs.Cli.Progress;
using PurifyProofs.Model.Device;
using PurifyProofs.Model.Files;
using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Cli.Commands.Certify;

/// <summary><c>certify</c>: given weights on given points.</summary>
internal static class CertifyCommand
{
    private static readonly Example[] Examples =
    [
        new("certify --weights trained/adversarial.npz --points trained/points.npz --radius 0.2", "share of points that no perturbation of the ball can turn"),
        new("certify --weights trained/adversarial.npz --points trained/points.npz --radius 0.2 --relaxation linear", "what a linear relaxation proves of the same points"),
        new("certify --weights trained/adversarial.npz --points trained/points.npz --radius 0.2 --radii --json", "every point's bounds and largest certified radius as JSON"),
        new(
            "certify --weights small/adversarial.npz --points small/points.npz --radius 0.2 --exact --out delta.npz",
            "which points of a small network are robust and which are not, and the perturbations that show it"),
    ];

    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        var options = new CertifyOptions();
        var verb = new Verb("certify", "Prove for given weights on given points that no perturbation of a ball turns them.", Examples);
        options.AddTo(verb);
        verb.SetAction(parsed => Execute(options.Read(parsed), context));
        return verb;
    }

    private static int Execute(CertifyArguments arguments, CommandContext context)
    {
        if (arguments.PerturbationsPath is { } path)
        {
            OutputFolder.RequireWritableFile("--out", path, ("--weights", arguments.Files.Weights), ("--points", arguments.Files.Points));
        }

        if (arguments.LargestBoxCount is { } boxes)
        {
            Verify(arguments, boxes, context);
        }
        else
        {
            Certify(arguments, context);
        }

        return ExitCode.Holds;
    }

    private static void Verify(CertifyArguments arguments, int largestBoxCount, CommandContext context)
    {
        using IDevice device = arguments.Device.Open(arguments.Threads);
        using var pool = new WorkerPool(arguments.Threads);
        var progress = new CountProgress(context.Error, context.Clock, "points decided", context.Cancellation);
        var verification = new FileVerification(device.SparseCoding, pool, largestBoxCount);
        VerificationOutcome outcome = verification.Run(arguments.Files, arguments.Radius, progress, context.Cancellation);
        WritePerturbations(arguments.PerturbationsPath, [.. outcome.Enclosures.Select(static enclosure => enclosure.Perturbation)]);
        var report = new VerificationReport(arguments, largestBoxCount, outcome);
        if (arguments.Json)
        {
            JsonLine.Write(context.Output, report.Answer());
        }
        else
        {
            report.WriteText(context.Output);
        }
    }

    private static void Certify(CertifyArguments arguments, CommandContext context)
    {
        CertificationOutcome outcome = Outcome(arguments, context);
        WritePerturbations(arguments.PerturbationsPath, [.. outcome.Certificates.Select(static certificate => certificate.Perturbation)]);
        if (arguments.Json)
        {
            JsonLine.Write(context.Output, Answer(arguments, outcome));
        }
        else
        {
            WriteText(arguments, outcome, context.Output);
        }
    }

    private static CertificationOutcome Outcome(CertifyArguments arguments, CommandContext context)
    {
        using IDevice device = arguments.Device.Open(arguments.Threads);
        using var pool = new WorkerPool(arguments.Threads);
        var certificate = new FileCertificate(device.SparseCoding, pool, arguments.Settings);
        var progress = new CountProgress(context.Error, context.Clock, "points certified", context.Cancellation);
        return arguments.Radii
            ? certificate.RunWithRadii(arguments.Files, arguments.Radius, progress, context.Cancellation)
            : certificate.Run(arguments.Files, arguments.Radius, progress, context.Cancellation);
    }

    private static void WritePerturbations(string? path, double[][] perturbations)
    {
        if (path is not null)
        {
            double[] values = [.. perturbations.SelectMany(static one => one)];
            NpyArray delta = NpyArray.Matrix(values, perturbations.Length, values.Length / perturbations.Length);
            NpzArchive.Write(path, new Dictionary<string, NpyArray> { ["delta"] = delta });
        }
    }

    private static void WriteText(CertifyArguments arguments, CertificationOutcome outcome, TextWriter output)
    {
        Certificate[] certificates = outcome.Certificates;
        output.WriteLine($"{arguments.Files.Weights} on {certificates.Length} points, τ = {NumberText.Short(arguments.Radius)}, {arguments.RelaxationName} relaxation:");
        WriteRow(output, "", "accuracy", "smallest margin", "median margin");
        WriteRow(output, "clean", outcome.CleanAccuracy, certificates.Select(certificate => certificate.CleanMargin));
        WriteRow(output, "attacked, at most", outcome.AttackedAccuracy, certificates.Select(certificate => certificate.AttackedMargin));
        WriteRow(output, "certified, at least", outcome.CertifiedAccuracy, certificates.Select(certificate => certificate.LowerBound));
        if (outcome.Radii is { } radii)
        {
            (double smallest, double median) = SmallestAndMedian(radii.Select(radius => radius.Certified));
            output.WriteLine($"Largest certified radius: smallest {NumberText.Short(smallest)}, median {NumberText.Short(median)}.");
        }

        if (arguments.PerturbationsPath is { } path)
        {
            output.WriteLine($"Perturbations: {path}");
        }

        output.WriteLine("Every point's numbers: --json.");
    }

    private static void WriteRow(TextWriter output, string name, double accuracy, IEnumerable<double> margins)
    {
        (double smallest, double median) = SmallestAndMedian(margins);
        WriteRow(output, name, NumberText.Short(accuracy), NumberText.Short(smallest), NumberText.Short(median));
    }

    private static void WriteRow(TextWriter output, string name, string accuracy, string smallest, string median) =>
        output.WriteLine($"  {name,-22}{accuracy,-12}{smallest,-18}{median}");

    private static (double Smallest, double Median) SmallestAndMedian(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[0], sorted[sorted.Length / 2]);
    }

    private static object Answer(CertifyArguments arguments, CertificationOutcome outcome) => new
    {
        arguments.Files.Weights,
        arguments.Files.Points,
        arguments.Radius,
        Relaxation = arguments.RelaxationName,
        PointCount = outcome.Certificates.Length,
        outcome.CleanAccuracy,
        outcome.AttackedAccuracy,
        outcome.CertifiedAccuracy,
        CleanMargins = outcome.Certificates.Select(certificate => Finite(certificate.CleanMargin)),
        AttackedMargins = outcome.Certificates.Select(certificate => Finite(certificate.AttackedMargin)),
        LowerBounds = outcome.Certificates.Select(certificate => Finite(certificate.LowerBound)),
        Certified = outcome.Certificates.Select(certificate => certificate.IsCertified),
        CertifiedRadii = outcome.Radii?.Select(radius => radius.Certified),
        BrokenRadii = outcome.Radii?.Select(radius => Finite(radius.Broken)),
        Perturbations = arguments.PerturbationsPath,
    };

    /// <summary>JSON has no infinity; a bound of −∞ says nothing, as null does.</summary>
    internal static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
