using System.CommandLine;

namespace PurifyProofs.Cli.Terminal;

/// <summary>Options whose value is read as text and parsed by <see cref="OptionText"/>, so that every refusal is a sentence of this tool.</summary>
internal static class TextOption
{
    /// <summary>An option that may be left out.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="value">What the help calls the value.</param>
    /// <param name="description">A sentence, with the default.</param>
    public static Option<string> Create(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };

    /// <summary>An option that must be given.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="value">What the help calls the value.</param>
    /// <param name="description">A sentence.</param>
    public static Option<string> Required(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description, Required = true };
}
