namespace PurifyProofs.Cli.Terminal;

/// <summary>What a verb may touch of the world.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="IsInteractive">Whether the output is a terminal that a live display may redraw.</param>
/// <param name="Engine">What computes.</param>
/// <param name="Clock">The time.</param>
/// <param name="Cancellation">Cancelled by the first Ctrl-C.</param>
internal sealed record CommandContext(
    TextWriter Output,
    TextWriter Error,
    bool IsInteractive,
    CheckEngine Engine,
    TimeProvider Clock,
    CancellationToken Cancellation)
{
    /// <summary>The value of an environment variable; null where it is not set.</summary>
    public Func<string, string?> EnvironmentVariable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The process's own console.</summary>
    public static CommandContext Console(CancellationToken cancellation) => new(
        System.Console.Out,
        System.Console.Error,
        !System.Console.IsOutputRedirected,
        CheckEngine.Real,
        TimeProvider.System,
        cancellation);

    /// <summary>Writers of a caller in the same process; never interactive.</summary>
    public static CommandContext Writers(TextWriter output, TextWriter error) =>
        new(output, error, IsInteractive: false, CheckEngine.Real, TimeProvider.System, CancellationToken.None);
}
