using System.CommandLine;
using System.CommandLine.Help;
using PurifyProofs.Cli.Commands.Attack;
using PurifyProofs.Cli.Commands.Bench;
using PurifyProofs.Cli.Commands.Certify;
using PurifyProofs.Cli.Commands.Check;
using PurifyProofs.Cli.Commands.Doctor;
using PurifyProofs.Cli.Commands.Gate;
using PurifyProofs.Cli.Commands.List;
using PurifyProofs.Cli.Commands.Report;
using PurifyProofs.Cli.Commands.SelfTest;
using PurifyProofs.Cli.Commands.Sweep;
using PurifyProofs.Cli.Commands.Train;

namespace PurifyProofs.Cli.Commands;

/// <summary>The command line of the tool.</summary>
public static class PurifyCommand
{
    private const string Description =
        "Checks the claims of the feature purification theory on real training runs over generated instances.";

    // A new verb is one line here.
    private static readonly Func<CommandContext, Command>[] Verbs =
    [
        CheckCommand.Create,
        TrainCommand.Create,
        AttackCommand.Create,
        CertifyCommand.Create,
        ReportCommand.Create,
        GateCommand.Create,
        SweepCommand.Create,
        ListCommand.Create,
        BenchCommand.Create,
        SelfTestCommand.Create,
        DoctorCommand.Create,
    ];

    /// <summary>Runs the command line in this process.</summary>
    /// <param name="args">The arguments after the tool's name.</param>
    /// <param name="output">Receives what goes to standard output.</param>
    /// <param name="error">Receives what goes to standard error.</param>
    /// <returns>The exit code; see <see cref="ExitCode"/>.</returns>
    public static int Invoke(string[] args, TextWriter output, TextWriter error) =>
        Invoke(args, CommandContext.Writers(output, error));

    internal static int Invoke(string[] args, CommandContext context)
    {
        var verbose = new Option<bool>("--verbose") { Description = "Show the stack trace of a failure.", Recursive = true };
        ParseResult parsed = Root(verbose, context).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        try
        {
            if (parsed.Errors.Count > 0)
            {
                throw new UsageException(Misuse(parsed));
            }

            parsed.RefuseStranded();
            return parsed.Invoke(Configuration(context));
        }
#pragma warning disable CA1031 // This is the outermost frame: every failure becomes one sentence and an exit code.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return FailureReport.Write(failure, parsed.GetValue(verbose), context.Error);
        }
    }

    /// <summary>All verbs.</summary>
    internal static RootCommand Root(Option<bool> verbose, CommandContext context)
    {
        var root = new RootCommand(Description);
        foreach (Func<CommandContext, Command> create in Verbs)
        {
            root.Subcommands.Add(create(context));
        }

        root.Options.Add(verbose);
        root.Options.OfType<HelpOption>().Single().Action = new HelpWithExamples();
        return root;
    }

    private static InvocationConfiguration Configuration(CommandContext context) => new()
    {
        Output = context.Output,
        Error = context.Error,
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    };

    private static string Misuse(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        if (command is not RootCommand)
        {
            string verb = string.Join(' ', command.Parents.OfType<Verb>().Append(command).Select(one => one.Name));
            return $"purify {verb}: {parsed.Errors[0].Message.TrimEnd('.')}; see 'purify {verb} --help'.";
        }

        string verbs = string.Join(", ", command.Subcommands.Select(one => one.Name));
        string wrong = parsed.UnmatchedTokens.Count > 0 ? $"'{parsed.UnmatchedTokens[0]}' is not a verb" : "no verb was given";
        return $"purify: {wrong}; the verbs are {verbs}, see 'purify --help'.";
    }
}
