using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Cli.Commands;
using PurifyProofs.Cli.Terminal;

namespace PurifyProofs.Snapshots;

/// <summary>What a command line left behind.</summary>
internal sealed record Answer(int ExitCode, string Output, string Error)
{
    /// <summary>Exit code and standard error, as the error snapshots show them.</summary>
    public string Failure => $"exit code {ExitCode}\n{Error}";
}

/// <summary>Runs command lines in this process on an engine that computes nothing.</summary>
internal static class CommandLine
{
    /// <summary>An engine that answers every check with the fixed one.</summary>
    public static CheckEngine Engine { get; } = new(
        () => FixedCheck.Claims,
        glob => [.. FixedCheck.Claims.Where(claim => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(glob, claim.Id))],
        (_, _, _, _) => [FixedCheck.Small, FixedCheck.Large],
        line => FixedCheck.Small with { Preset = line },
        FixedCheck.Line,
        (_, _, _, _) => FixedCheck.Result,
        _ => FixedCheck.Result,
        _ => FixedCheck.Header,
        (_, _) => new CheckForecast(8, 16, [Study.Clean, Study.FastGradient], TimeSpan.FromSeconds(71), TimeSpan.FromMinutes(2.3)) { WorkingBytes = 700e6 });

    /// <summary>The fixed engine with the tool's own parser of instances.</summary>
    public static CheckEngine ReadingInstances { get; } = Engine with { ParseInstance = CheckEngine.Real.ParseInstance };

    /// <summary>The fixed engine with the tool's own reader of ledgers.</summary>
    public static CheckEngine ReadingLedgers { get; } = Engine with { Restore = CheckEngine.Real.Restore, Header = CheckEngine.Real.Header };

    /// <summary>Runs on the engine that answers with the fixed check.</summary>
    public static Answer Run(params string[] args) => Run(Engine, args);

    /// <summary>Runs on an engine.</summary>
    public static Answer Run(CheckEngine engine, params string[] args) => Run(engine, CancellationToken.None, args);

    /// <summary>Runs on an engine, under a cancellation.</summary>
    public static Answer Run(CheckEngine engine, CancellationToken cancellation, params string[] args) => Run(engine, args, new HandClock(), cancellation);

    /// <summary>Runs under a clock of one's own; under the others time stands still, so that a slow machine tells of no progress.</summary>
    public static Answer Run(TimeProvider clock, params string[] args) => Run(Engine, args, clock, CancellationToken.None);

    /// <summary>Runs on an engine in an environment of one's own; in the others no variable is set.</summary>
    public static Answer RunWith(Func<string, string?> environment, CheckEngine engine, params string[] args) =>
        Run(engine, args, new HandClock(), CancellationToken.None, environment);

    private static Answer Run(CheckEngine engine, string[] args, TimeProvider clock, CancellationToken cancellation, Func<string, string?>? environment = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        CommandContext context = CommandContext.Writers(output, error) with { Engine = engine, Clock = clock, Cancellation = cancellation, EnvironmentVariable = environment ?? (static _ => null) };
        int code = PurifyCommand.Invoke(args, context);
        return new Answer(code, output.ToString(), error.ToString());
    }

    /// <summary>The engine with a run of one's own.</summary>
    public static CheckEngine Running(Func<CheckRequest, ICheckProgress, CancellationToken, CheckResult> run) => Engine with { Run = (request, progress, _, cancellation) => run(request, progress, cancellation) };
}
