using System.CommandLine;
using System.CommandLine.Parsing;

namespace PurifyProofs.Cli.Terminal;

/// <summary>Which options were typed, so that one without a part in what was asked is refused instead of ignored.</summary>
internal static class GivenOptions
{
    /// <summary>Whether the option was typed.</summary>
    public static bool Gives(this ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>Refuses options between a verb and the verb under it: they belong to the first, which does not run.</summary>
    /// <exception cref="UsageException">There is one.</exception>
    public static void RefuseStranded(this ParseResult parsed)
    {
        CommandResult run = parsed.CommandResult;
        if (run.Parent is CommandResult { Command: Verb outer } above
            && above.Children.OfType<OptionResult>()
                .FirstOrDefault(static one => one is { Implicit: false, Option.Recursive: false }) is { } stranded)
        {
            string name = stranded.Option.Name;
            throw new UsageException(
                $"{name} stands before '{run.Command.Name}' and is an option of 'purify {outer.Name}', which does not run then; "
                + $"drop {name}, or write it behind '{run.Command.Name}' where 'purify {outer.Name} {run.Command.Name} --help' lists it.");
        }
    }
}
