using System.CommandLine;
using PurifyProofs.Model.Device;

namespace PurifyProofs.Cli.Commands.Gate;

/// <summary>What was asked of <c>gate</c>.</summary>
/// <param name="Directory">The folder of the run.</param>
/// <param name="BaselinePath">The file of the baseline.</param>
/// <param name="Update">Whether the run becomes the baseline.</param>
/// <param name="AllowOpen">Whether what cannot be told any more passes.</param>
/// <param name="JUnitPath">Where the comparison goes as JUnit; null for nowhere.</param>
/// <param name="Budget">Within this time the baseline's check is run into the folder first; null when the run is there already.</param>
/// <param name="Seed">Seed of that check; null for the baseline's, so that it runs on the same instances.</param>
/// <param name="Device">Opens the device of that check.</param>
/// <param name="Threads">Worker threads of that check.</param>
internal sealed record GateArguments(
    string Directory, string BaselinePath, bool Update, bool AllowOpen, string? JUnitPath, TimeSpan? Budget, ulong? Seed, IDeviceFactory Device, int Threads)
{
    /// <summary>Whether that check goes on with what another version of the program wrote as well.</summary>
    public bool ResumeOtherVersion { get; init; }
}

/// <summary>The flags of <c>gate</c>.</summary>
internal sealed class GateOptions
{
    private readonly Argument<string> directory = new("DIR") { Description = "The folder of a check." };
    private readonly Option<string> baseline = TextOption.Required("--baseline", "FILE", "The committed baseline, as --update writes it.");
    private readonly Option<bool> update = new("--update") { Description = "Accept the run as the new baseline and write FILE." };
    private readonly Option<bool> allowOpen = new("--allow-open") { Description = "Pass when a claim that the baseline decides is undecided now." };
    private readonly Option<string> junit = TextOption.Create("--junit", "FILE", "Write the comparison as JUnit: worse fails, a violation that the baseline has too passes.");
    private readonly Option<string> budget = TextOption.Create("--time-limit", "T", "First run the baseline's check into DIR, or go on with it, and stop it after this long: 90s, 10m, 1h.");
    private readonly Option<string> seed = TextOption.Create("--seed", "S", "Seed of that check (default: the baseline's, so that the same instances are compared).");
    private readonly DeviceOption device = new();
    private readonly Option<string> threads = TextOption.Create("--threads", "N", "Worker threads of that check (default: all cores).");
    private readonly Option<bool> resumeOtherVersion = OtherVersionOption.Create();

    /// <summary>Adds the flags to the verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Arguments.Add(directory);
        foreach (Option option in new Option[] { baseline, update, allowOpen, junit, budget, seed, device.Flag, threads, resumeOtherVersion })
        {
            verb.Options.Add(option);
        }
    }

    /// <summary>Reads the flags.</summary>
    /// <exception cref="UsageException">A value makes no sense.</exception>
    public GateArguments Read(ParseResult parsed)
    {
        RequirePart(parsed);
        var arguments = new GateArguments(
            parsed.GetRequiredValue(directory),
            parsed.GetRequiredValue(baseline),
            parsed.GetValue(update),
            parsed.GetValue(allowOpen),
            parsed.GetValue(junit),
            parsed.GetValue(budget) is { } limit ? OptionText.Duration("--time-limit", limit) : null,
            parsed.GetValue(seed) is { } number ? OptionText.Seed(number) : null,
            device.Read(parsed),
            OptionText.Threads(parsed.GetValue(threads)))
        {
            ResumeOtherVersion = parsed.GetValue(resumeOtherVersion),
        };
        return arguments.Update && (arguments.AllowOpen || arguments.JUnitPath is not null)
            ? throw new UsageException("--update accepts the run and compares nothing; drop --allow-open and --junit, or drop --update.")
            : arguments;
    }

    private void RequirePart(ParseResult parsed)
    {
        Option[] ofTheCheck = [seed, device.Flag, threads, resumeOtherVersion];
        if (!parsed.Gives(budget) && Array.Find(ofTheCheck, parsed.Gives) is { } idle)
        {
            throw new UsageException(
                $"{idle.Name} is for the check that --time-limit runs first; add --time-limit, "
                + $"or drop {idle.Name} to compare the run that is there.");
        }
    }
}
