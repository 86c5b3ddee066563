using System.CommandLine;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Cli.Commands.Check;

namespace PurifyProofs.Cli.Commands.List;

/// <summary><c>list</c>: the catalogue of claims.</summary>
internal static class ListCommand
{
    private static readonly Example[] Examples =
    [
        new("list", "show every claim with its source, hypotheses and decision rule"),
        new("list 'FP-[34]'", "show two of them"),
    ];

    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        var glob = new Argument<string>("GLOB") { Description = "Which claims.", DefaultValueFactory = _ => "*" };
        var verb = new Verb("list", "Show the catalogue of claims.", Examples);
        verb.Arguments.Add(glob);
        verb.SetAction(parsed => Execute(parsed.GetRequiredValue(glob), context));
        return verb;
    }

    private static int Execute(string glob, CommandContext context)
    {
        foreach (IClaim claim in ClaimSelection.Require("list", glob, context.Engine))
        {
            context.Output.WriteLine($"{claim.Id}  {claim.Title}");
            Field("statement", claim.Statement, context.Output);
            Field("source", claim.Source, context.Output);
            Field("hypotheses", claim.Hypotheses, context.Output);
            Field("decided by", claim.DecisionRule, context.Output);
            Field("broken by", string.Join("; ", claim.Breakers.Select(Breaker)), context.Output);
            Field("scales", ScaleWords.Name(claim.FirstScale) + " and up", context.Output);
            context.Output.WriteLine();
        }

        return ExitCode.Holds;
    }

    private static string Breaker(Breaker breaker) => $"{breaker.Name} ({breaker.Key}, {ControlWords.Of(breaker.Strength)})";

    private static void Field(string name, string text, TextWriter output)
    {
        const int indent = 15;
        string margin = new(' ', indent);
        output.WriteLine($"   {name,-indent}"[..indent] + string.Join(Environment.NewLine + margin, TextWrap.Lines(text, 100 - indent)));
    }
}
