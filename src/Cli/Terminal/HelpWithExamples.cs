using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace PurifyProofs.Cli.Terminal;

/// <summary>The library's help, then the verb's examples.</summary>
internal sealed class HelpWithExamples : SynchronousCommandLineAction
{
    private const string Tool = "dotnet run -c Release --project src/Cli --";

    private static readonly Example[] FirstSteps =
    [
        new("check --scale quick", "check every claim within three minutes on two cores"),
        new("check --help", "see what a verb takes"),
    ];

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int code = new HelpAction { MaxWidth = 110 }.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (Example example in parseResult.CommandResult.Command is Verb verb ? verb.Examples : FirstSteps)
        {
            output.WriteLine($"  # {example.Purpose}");
            output.WriteLine($"  {Tool} {example.Arguments}");
        }

        return code;
    }
}
