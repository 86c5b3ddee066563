using System.CommandLine;

namespace PurifyProofs.Cli.Terminal;

/// <summary>An example of a verb's use.</summary>
/// <param name="Arguments">What is typed after the tool's name.</param>
/// <param name="Purpose">What it does, as a clause.</param>
internal sealed record Example(string Arguments, string Purpose);

/// <summary>A verb of the tool: a command whose help ends with examples.</summary>
/// <param name="name">The word typed.</param>
/// <param name="description">What it does, in a sentence.</param>
/// <param name="examples">Shown at the end of its help.</param>
internal sealed class Verb(string name, string description, IReadOnlyList<Example> examples) : Command(name, description)
{
    /// <summary>Shown at the end of the help.</summary>
    public IReadOnlyList<Example> Examples { get; } = examples;
}
