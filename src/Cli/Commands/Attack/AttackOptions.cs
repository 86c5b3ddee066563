using System.CommandLine;
using System.Globalization;
using PurifyProofs.Claims.ByHand;
using PurifyProofs.Model.Device;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Cli.Commands.Attack;

/// <summary>What was asked of <c>attack</c>.</summary>
/// <param name="Files">What is read.</param>
/// <param name="Settings">How hard to try.</param>
/// <param name="Seed">Seed of the random restarts.</param>
/// <param name="Device">Opens the device asked for.</param>
/// <param name="Threads">Worker threads.</param>
/// <param name="PerturbationsPath">Where perturbations go; null for nowhere.</param>
/// <param name="Json">Whether a program reads the output.</param>
internal sealed record AttackArguments(
    AttackFiles Files, EnsembleSettings Settings, ulong Seed, IDeviceFactory Device, int Threads, string? PerturbationsPath, bool Json)
{
    /// <summary>What is read, and the options that name it.</summary>
    public IEnumerable<(string Words, string Path)> Inputs
    {
        get
        {
            yield return ("--weights", Files.Weights);
            yield return ("--points", Files.Points);
            if (Files.Source is { } source)
            {
                yield return ("--source", source);
            }
        }
    }
}

/// <summary>The flags of <c>attack</c>.</summary>
internal sealed class AttackOptions
{
    private const string FromTraining = "name one that 'purify train' or numpy.savez wrote";

    private static readonly string DefaultSteps = InstanceTraining.Effort.AttackSteps.ToString(CultureInfo.InvariantCulture);
    private static readonly string DefaultSeed = FileAttack.DefaultSeed.ToString(CultureInfo.InvariantCulture);
    private static readonly string DefaultRestarts = InstanceTraining.Effort.Restarts.ToString(CultureInfo.InvariantCulture);

    private readonly Option<string> weights = TextOption.Required("--weights", "FILE", "The attacked network: .npz with W [m × d], b [m], s [m] and a; with M [d × D] and wstar [D] the dense mixture takes part.");
    private readonly Option<string> points = TextOption.Required("--points", "FILE", "The points: .npz with X [n × d] and y [n] of ±1.");
    private readonly Option<string> radius = TextOption.Required("--radius", "T", "The radius τ of the ℓ2 ball.");
    private readonly Option<string> steps = TextOption.Create("--steps", "N", $"Gradient steps of each projected descent (default: {DefaultSteps}).");
    private readonly Option<string> restarts = TextOption.Create("--restarts", "N", $"Random restarts (default: {DefaultRestarts}).");
    private readonly Option<string> seed = TextOption.Create("--seed", "S", $"Seed of the random restarts (default: {DefaultSeed}).");
    private readonly Option<string> source = TextOption.Create("--source", "FILE", "Compute the perturbations on this network instead, by projected descent, and transfer them.");
    private readonly DeviceOption device = new();
    private readonly Option<string> threads = TextOption.Create("--threads", "N", "Worker threads; the results do not depend on it (default: all cores).");
    private readonly Option<string> perturbations = TextOption.Create(
        "--out", "FILE", "Write the perturbations as .npz with delta [n × d] in float64, inside the ball and with the margins printed.");
    private readonly Option<bool> json = new("--json") { Description = "Print one JSON object with the accuracies and every point's margins." };

    /// <summary>Adds the flags to the verb.</summary>
    public void AddTo(Command verb)
    {
        foreach (Option option in new Option[] { weights, points, radius, steps, restarts, seed, source, device.Flag, threads, perturbations, json })
        {
            verb.Options.Add(option);
        }
    }

    /// <summary>Reads the flags.</summary>
    /// <exception cref="UsageException">A value makes no sense.</exception>
    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    public AttackArguments Read(ParseResult parsed)
    {
        var settings = new EnsembleSettings(
            OptionText.Positive("--radius", parsed.GetRequiredValue(radius), "0.2"),
            OptionText.Count("--steps", parsed.GetValue(steps) ?? DefaultSteps),
            OptionText.CountOrNone("--restarts", parsed.GetValue(restarts) ?? DefaultRestarts));
        if (parsed.Gives(source) && Array.Find([restarts, seed], parsed.Gives) is { } idle)
        {
            throw new UsageException(
                $"{idle.Name} has no part in a transfer, which descends from the points only; drop {idle.Name} or --source.");
        }

        if (settings.Restarts == 0 && parsed.Gives(seed))
        {
            throw new UsageException(
                "--seed is that of the random restarts, of which --restarts 0 leaves none; drop --seed or raise --restarts.");
        }

        return new AttackArguments(
            Files(parsed),
            settings,
            OptionText.Seed(parsed.GetValue(seed) ?? DefaultSeed),
            device.Read(parsed),
            OptionText.Threads(parsed.GetValue(threads)),
            parsed.GetValue(perturbations),
            parsed.GetValue(json));
    }

    private AttackFiles Files(ParseResult parsed) => new(
        InputFile.Require("--weights", parsed.GetRequiredValue(weights), FromTraining),
        InputFile.Require("--points", parsed.GetRequiredValue(points), FromTraining),
        parsed.GetValue(source) is { } path ? InputFile.Require("--source", path, FromTraining) : null);
}
