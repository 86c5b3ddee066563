using System.CommandLine;
using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Claims.ByHand;
using PurifyProofs.Model.Device;

namespace PurifyProofs.Cli.Commands.Certify;

/// <summary>What was asked of <c>certify</c>.</summary>
/// <param name="Files">What is read.</param>
/// <param name="Radius">τ.</param>
/// <param name="RelaxationName">The relaxation as it is typed.</param>
/// <param name="Settings">The relaxation and the effort.</param>
/// <param name="Radii">Whether the largest certified radius of every point is wanted.</param>
/// <param name="LargestBoxCount">Boxes a point of branch and bound; null where relaxations certify.</param>
/// <param name="Device">Opens the device of the attacks.</param>
/// <param name="Threads">Worker threads.</param>
/// <param name="PerturbationsPath">Where perturbations go; null for nowhere.</param>
/// <param name="Json">Whether a program reads the output.</param>
internal sealed record CertifyArguments(
    CertifiedFiles Files,
    double Radius,
    string RelaxationName,
    CertificateSettings Settings,
    bool Radii,
    int? LargestBoxCount,
    IDeviceFactory Device,
    int Threads,
    string? PerturbationsPath,
    bool Json);

/// <summary>The flags of <c>certify</c>.</summary>
internal sealed class CertifyOptions
{
    private const string FromTraining = "name one that 'purify train' or numpy.savez wrote";
    private const string DefaultRelaxation = "quadratic";
    private const string DefaultBoxes = "10000";

    private readonly Option<string> weights = TextOption.Required("--weights", "FILE", "The network: .npz with W [m × d], b [m], s [m] and a.");
    private readonly Option<string> points = TextOption.Required("--points", "FILE", "The points: .npz with X [n × d] and y [n] of ±1.");
    private readonly Option<string> radius = TextOption.Required("--radius", "T", "The radius τ of the ℓ2 ball.");
    private readonly Option<string> relaxation = TextOption.Create(
        "--relaxation",
        "quadratic|linear|per-neuron",
        $"The terms of the relaxation: one quadratic term, none (as in CROWN), or one a neuron at points left open, which take some hundred times as long (default: {DefaultRelaxation}).");

    private readonly Option<bool> radii = new("--radii") { Description = "Find every point's largest certified radius as well, to 0.001 ‖x‖, and the shortest perturbation that turns it; takes some eleven times as long." };
    private readonly Option<bool> exact = new("--exact")
    {
        Description = "Decide every point by branch and bound: robust, or not robust with a perturbation that shows it; "
            + $"for at most {BranchAndBound.LargestWidth} neurons.",
    };

    private readonly Option<string> boxes = TextOption.Create(
        "--boxes", "N", $"With --exact, boxes after which a point stays undecided (default: {DefaultBoxes}).");
    private readonly DeviceOption device = new();
    private readonly Option<string> threads = TextOption.Create("--threads", "N", "Worker threads; the results do not depend on it (default: all cores).");
    private readonly Option<string> perturbations = TextOption.Create("--out", "FILE", "Write the perturbations of the attacked margins as .npz with delta [n × d] in float64.");
    private readonly Option<bool> json = new("--json") { Description = "Print one JSON object with the accuracies and every point's margins, bounds and radii." };

    /// <summary>Adds the flags to the verb.</summary>
    public void AddTo(Command verb)
    {
        foreach (Option option in new Option[] { weights, points, radius, relaxation, radii, exact, boxes, device.Flag, threads, perturbations, json })
        {
            verb.Options.Add(option);
        }
    }

    /// <summary>Reads the flags.</summary>
    /// <exception cref="UsageException">A value makes no sense.</exception>
    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    public CertifyArguments Read(ParseResult parsed)
    {
        double size = OptionText.Positive("--radius", parsed.GetRequiredValue(radius), "0.2");
        string name = parsed.GetValue(relaxation) ?? DefaultRelaxation;
        Relaxation chosen = ReadRelaxation(name);
        int? largestBoxCount = LargestBoxCount(parsed);
        int workers = OptionText.Threads(parsed.GetValue(threads));
        var files = new CertifiedFiles(
            InputFile.Require("--weights", parsed.GetRequiredValue(weights), FromTraining),
            InputFile.Require("--points", parsed.GetRequiredValue(points), FromTraining));
        return new CertifyArguments(
            files,
            size,
            name,
            CertificateSettings.Default with { Relaxation = chosen },
            parsed.GetValue(radii),
            largestBoxCount,
            device.Read(parsed),
            workers,
            parsed.GetValue(perturbations),
            parsed.GetValue(json));
    }

    private int? LargestBoxCount(ParseResult parsed)
    {
        if (!parsed.GetValue(exact))
        {
            return parsed.GetValue(boxes) is null
                ? null
                : throw new UsageException("--boxes is the cap of --exact and has no part without it; add --exact or drop --boxes.");
        }

        if (parsed.GetValue(relaxation) is not null || parsed.GetValue(radii))
        {
            string other = parsed.GetValue(radii) ? "--radii" : "--relaxation";
            throw new UsageException($"--exact decides one radius by branch and bound; drop --exact or {other}.");
        }

        return OptionText.Count("--boxes", parsed.GetValue(boxes) ?? DefaultBoxes);
    }

    private static Relaxation ReadRelaxation(string name) => name switch
    {
        "quadratic" => Relaxation.Quadratic,
        "linear" => Relaxation.Linear,
        "per-neuron" => Relaxation.QuadraticPerNeuron,
        _ => throw new UsageException($"--relaxation '{name}' is not a relaxation; choose quadratic, linear or per-neuron."),
    };
}
