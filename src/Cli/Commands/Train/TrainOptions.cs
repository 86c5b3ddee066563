using System.CommandLine;
using PurifyProofs.Claims.ByHand;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Model.Device;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Cli.Commands.Train;

/// <summary>What was asked of <c>train</c>.</summary>
/// <param name="Request">What to train, and where it goes.</param>
/// <param name="AttackName">The attack as it was typed.</param>
/// <param name="Device">Opens the device asked for.</param>
/// <param name="Threads">Worker threads.</param>
/// <param name="Json">Whether a program reads the output.</param>
internal sealed record TrainArguments(InstanceTrainingRequest Request, string AttackName, IDeviceFactory Device, int Threads, bool Json);

/// <summary>The flags of <c>train</c>.</summary>
internal sealed class TrainOptions
{
    private const string DefaultInstance = "preset=" + PresetCatalogue.DefaultName;
    private const string DefaultPoints = "1000";

    private readonly Option<string> instance = TextOption.Create("--instance", "LINE", $"The instance, as key=value pairs (default: {DefaultInstance}).");
    private readonly Option<string> seed = TextOption.Create("--seed", "S", "Seed of the instance; replaces the one in its line.");
    private readonly Option<string> attack = TextOption.Create("--attack", "fgm|pgd", "How inputs are perturbed in adversarial training of sparse coding (default: fgm).");
    private readonly DeviceOption device = new();
    private readonly Option<string> threads = TextOption.Create("--threads", "N", "Worker threads; the results do not depend on it (default: all cores).");
    private readonly Option<string> points = TextOption.Create("--points", "N", $"How many fresh points to write and measure on (default: {DefaultPoints}).");
    private readonly Option<string> directory = TextOption.Create("--out", "DIR", "Folder for networks and points; a stopped training found there goes on (default: a folder in purify-out named after d, k and seed, or after preset and seed).");
    private readonly Option<bool> resumeOtherVersion = OtherVersionOption.Create();
    private readonly Option<bool> json = new("--json") { Description = "Print one JSON object that names the files; progress goes to standard error." };

    /// <summary>Adds the flags to the verb.</summary>
    public void AddTo(Command verb)
    {
        foreach (Option option in new Option[] { instance, seed, attack, device.Flag, threads, points, directory, resumeOtherVersion, json })
        {
            verb.Options.Add(option);
        }
    }

    /// <summary>Reads the flags.</summary>
    /// <exception cref="UsageException">A value makes no sense.</exception>
    /// <exception cref="FormatException">The instance line is malformed.</exception>
    public TrainArguments Read(ParseResult parsed, CheckEngine engine)
    {
        Instance chosen = engine.ParseInstance(parsed.GetValue(instance) ?? DefaultInstance);
        bool ownAttack = chosen is not SparseCodingInstance;
        if (ownAttack && parsed.Gives(attack))
        {
            throw new UsageException(
                "--attack is for sparse coding, and the line of structured data names its attack (threat, pgd-steps, starts); drop --attack.");
        }

        string attackName = parsed.GetValue(attack) ?? (ownAttack ? TrainedNetwork.ProjectedGradient : TrainedNetwork.FastGradient);
        Instance seeded = parsed.GetValue(seed) is { } text ? chosen with { Seed = OptionText.Seed(text) } : chosen;
        var request = new InstanceTrainingRequest(
            seeded,
            Attack(attackName),
            OptionText.Count("--points", parsed.GetValue(points) ?? DefaultPoints),
            parsed.GetValue(directory) ?? DefaultFolder(seeded))
        {
            ResumeOtherVersion = parsed.GetValue(resumeOtherVersion),
        };
        return new TrainArguments(request, attackName, device.Read(parsed), OptionText.Threads(parsed.GetValue(threads)), parsed.GetValue(json));
    }

    private static string DefaultFolder(Instance instance)
    {
        string name = instance is SparseCodingInstance { Law: var law }
            ? FormattableString.Invariant($"d{law.Dimension}-k{law.Sparsity}")
            : instance.Preset;
        return Path.Combine("purify-out", FormattableString.Invariant($"train-{name}-{instance.Seed}"));
    }

    private static TrainingAttack Attack(string name) => name switch
    {
        TrainedNetwork.FastGradient => TrainingAttack.FastGradient,
        TrainedNetwork.ProjectedGradient => TrainingAttack.ProjectedGradient,
        _ => throw new UsageException($"--attack '{name}' is not an attack of training; choose fgm or pgd."),
    };
}
