using System.CommandLine;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Model.Device;

namespace PurifyProofs.Cli.Commands.Check;

/// <summary>What was asked of <c>check</c>; null where nothing was said.</summary>
/// <param name="Scale">How much to run.</param>
/// <param name="Claims">Glob over claim ids.</param>
/// <param name="InstanceCount">How many instances to generate at most.</param>
/// <param name="InstanceLines">Instances given by hand; generation is skipped when there are any.</param>
/// <param name="Controls">Whether to run the controls instead of the claims.</param>
/// <param name="BeyondHypotheses">Whether instances outside a claim's hypotheses are judged all the same.</param>
/// <param name="Seed">Seed of the generator.</param>
/// <param name="Device">Opens the device asked for.</param>
/// <param name="Threads">Worker threads.</param>
/// <param name="Directory">Where everything goes.</param>
/// <param name="Resume">Whether to go on with the ledger found there.</param>
/// <param name="TimeLimit">After this long it stops, in the middle of a study where need be.</param>
/// <param name="DryRun">Whether only to say what would be run.</param>
/// <param name="CheckpointInterval">After this long a network in training is saved.</param>
/// <param name="Ablate">Glob over the assumptions to vary; null for a check of claims alone.</param>
internal sealed record CheckArguments(
    Scale? Scale,
    string? Claims,
    int? InstanceCount,
    IReadOnlyList<string> InstanceLines,
    bool Controls,
    bool BeyondHypotheses,
    ulong? Seed,
    IDeviceFactory Device,
    int Threads,
    string? Directory,
    bool Resume,
    TimeSpan? TimeLimit,
    bool DryRun,
    TimeSpan CheckpointInterval,
    string? Ablate)
{
    /// <summary>Whether what another version of the program wrote is gone on with as well.</summary>
    public bool ResumeOtherVersion { get; init; }
}

/// <summary>The flags of <c>check</c>.</summary>
internal sealed class CheckOptions
{
    private readonly Option<string> scale = TextOption.Create("--scale", "smoke|quick|standard|full", "How much to run: seconds, at most 3 minutes, up to an hour, a night (default: quick).");
    private readonly Option<string> claims = TextOption.Create("--claims", "GLOB", "Which claims, for example 'LB-*' or 'FP-[23]' (default: FP-*, all of them that the scale judges).");
    private readonly Option<string> instances = TextOption.Create("--instances", "N", "How many instances to generate at most; a check stops when every claim is decided (default: 1, 16, 140, 300).");
    private readonly Option<string[]> instance = new("--instance") { HelpName = "LINE", Description = "Check this instance instead of generating any; may be repeated; one given twice counts once.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> controls = new("--controls") { Description = "Break one hypothesis at a time and see that every claim is found violated: can the suite say so?" };
    private readonly Option<bool> beyondHypotheses = new("--beyond-hypotheses") { Description = "Judge instances outside a claim's hypotheses too, instead of calling it not applicable." };
    private readonly Option<string> seed = TextOption.Create("--seed", "S", "Seed of the instances (default: drawn at random and printed).");
    private readonly DeviceOption device = new();
    private readonly Option<string> threads = TextOption.Create("--threads", "N", "Worker threads; the results do not depend on it (default: all cores).");
    private readonly Option<string> directory = TextOption.Create("--out", "DIR", "Folder for ledger and reports (default: a new folder in purify-out).");
    private readonly Option<bool> resume = new("--resume") { Description = "Go on with the ledger in the --out folder." };
    private readonly Option<bool> resumeOtherVersion = OtherVersionOption.Create();
    private readonly Option<string> timeLimit = TextOption.Create("--time-limit", "T", "Stop after this long, for --resume to go on: 90s, 10m, 1h.");
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Only say how many instances would be run and about how long it would take; writes nothing." };
    private readonly Option<string> checkpointInterval = TextOption.Create("--checkpoint-interval", "T", "Save networks in training this often, for --resume (default: 20s).");
    private readonly Option<string> ablate = new("--ablate") { HelpName = "GLOB", Description = "Vary one assumption at a time, all or those of the glob, and say from where to where each claim holds; --instances is then 1, 1, 3, 5 by default.", Arity = ArgumentArity.ZeroOrOne };

    /// <summary>Adds the flags to the verb.</summary>
    public void AddTo(Command verb)
    {
        foreach (Option option in new Option[] { scale, claims, instances, instance, beyondHypotheses, seed, device.Flag, threads, directory, resume, resumeOtherVersion, timeLimit, checkpointInterval, dryRun, ablate, controls })
        {
            verb.Options.Add(option);
        }
    }

    /// <summary>Reads the flags.</summary>
    /// <exception cref="UsageException">A value makes no sense.</exception>
    public CheckArguments Read(ParseResult parsed)
    {
        var arguments = new CheckArguments(
            parsed.GetValue(scale) is { } name ? OptionText.Scale(name) : null,
            parsed.GetValue(claims),
            parsed.GetValue(instances) is { } count ? OptionText.Count("--instances", count) : null,
            parsed.GetValue(instance) ?? [],
            parsed.GetValue(controls),
            parsed.GetValue(beyondHypotheses),
            parsed.GetValue(seed) is { } number ? OptionText.Seed(number) : null,
            device.Read(parsed),
            OptionText.Threads(parsed.GetValue(threads)),
            parsed.GetValue(directory),
            parsed.GetValue(resume) || parsed.GetValue(resumeOtherVersion),
            parsed.GetValue(timeLimit) is { } limit ? OptionText.Duration("--time-limit", limit) : null,
            parsed.GetValue(dryRun),
            parsed.GetValue(checkpointInterval) is { } interval ? OptionText.Duration("--checkpoint-interval", interval) : StudyOptions.DefaultCheckpointInterval,
            parsed.GetResult(ablate) is null ? null : parsed.GetValue(ablate) ?? "*")
        {
            ResumeOtherVersion = parsed.GetValue(resumeOtherVersion),
        };
        return arguments is { Controls: true, Ablate: not null }
            ? throw new UsageException("--controls and --ablate exclude each other: break hypotheses or vary assumptions; drop one of the two.")
            : arguments.InstanceCount is not null && arguments.InstanceLines.Count > 0
            ? throw new UsageException("--instances and --instance exclude each other: generate instances or give them by hand; drop one of the two.")
            : arguments;
    }
}
