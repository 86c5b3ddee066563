using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;
using Spectre.Console;

namespace PurifyProofs.Cli.Commands.Check;

/// <summary>The verdicts at the end of a check, and where the reports are.</summary>
internal static class VerdictTable
{
    private const int PlainWidth = 110;
    private const string Margin = "        ";

    /// <summary>Writes the table and the paths.</summary>
    public static void Write(CommandContext context, CheckResult result, IReadOnlyList<string> reports)
    {
        context.Output.WriteLine();
        if (context.IsInteractive)
        {
            AnsiConsole.Write(Table(result));
        }
        else
        {
            WritePlain(result, context.Output);
        }

        if (result.Partial is { } why)
        {
            context.Output.WriteLine($"Partial: {why}");
        }

        if (result.Notice is { } notice)
        {
            context.Output.WriteLine($"Notice: {notice}");
        }

        if (ProgramVersion.Mixture(result.Programs) is { } mixture)
        {
            context.Output.WriteLine($"Notice: {mixture}");
        }

        context.Output.WriteLine("Reports:");
        foreach (string report in reports)
        {
            context.Output.WriteLine("  " + report);
        }
    }

    private static void WritePlain(CheckResult result, TextWriter output)
    {
        foreach (ClaimVerdict claim in result.Claims)
        {
            output.WriteLine($"{claim.Claim.Id,-6}  {VerdictWords.Name(claim.Verdict),-14}  {claim.Claim.Title}");
            foreach (string line in TextWrap.Lines(claim.Sentence, PlainWidth - Margin.Length))
            {
                output.WriteLine(Margin + line);
            }
        }

        output.WriteLine();
    }

    private static Table Table(CheckResult result)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumns("claim", "verdict", "title", "what was found");
        table.ShowRowSeparators();
        foreach (ClaimVerdict claim in result.Claims)
        {
            table.AddRow(
                new Text(claim.Claim.Id),
                new Text(VerdictWords.Name(claim.Verdict), Colour(claim.Verdict)),
                new Text(claim.Claim.Title),
                new Text(claim.Sentence));
        }

        return table;
    }

    private static Style Colour(VerdictKind verdict) => verdict switch
    {
        VerdictKind.Holds => new Style(Color.Green),
        VerdictKind.Violated => new Style(Color.Red),
        VerdictKind.Undecided => new Style(Color.Yellow),
        _ => new Style(Color.Grey),
    };
}
