using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Runs.Assumptions;
using Spectre.Console;

namespace PurifyProofs.Cli.Commands.Check;

/// <summary>A table of assumptions at the end of a study, and where its files are.</summary>
internal static class AssumptionConsole
{
    private const int PlainWidth = 110;
    private const string Margin = "        ";

    /// <summary>Writes the table, what it says of each claim, and the paths.</summary>
    public static void Write(CommandContext context, AssumptionTable table, IReadOnlyList<string> files)
    {
        TextWriter output = context.Output;
        output.WriteLine();
        if (context.IsInteractive)
        {
            AnsiConsole.Write(Table(table));
        }
        else
        {
            WritePlain(table, output);
        }

        WriteWrapped(output, string.Empty, AssumptionWords.Scope(table) + " " + AssumptionWords.CeilingLegend);
        output.WriteLine();
        foreach (IClaim claim in table.Claims)
        {
            output.WriteLine($"{claim.Id,-6}  {claim.Title}");
            WriteWrapped(output, Margin, AssumptionWords.Weights(table, claim));
        }

        output.WriteLine();
        if (table.Partial is { } why)
        {
            output.WriteLine($"Partial: {why}");
        }

        output.WriteLine("Files:");
        foreach (string file in files)
        {
            output.WriteLine("  " + file);
        }
    }

    private static void WritePlain(AssumptionTable table, TextWriter output)
    {
        LevelOutcome[] levels = [.. table.Assumptions.SelectMany(outcome => outcome.Levels)];
        int[] widths =
        [
            levels.Max(level => AssumptionWords.Level(level).Length),
            levels.Select(level => AssumptionWords.Ceiling(level).Length).Append("ceiling".Length).Max(),
            .. table.Claims.Select(claim => levels.Select(level => AssumptionWords.Verdict(level, claim).Length).Append(claim.Id.Length).Max()),
        ];
        foreach (AssumptionOutcome outcome in table.Assumptions)
        {
            output.WriteLine(outcome.Assumption.Title);
            WriteRow(output, widths, ["", "ceiling", .. table.Claims.Select(claim => claim.Id)]);
            foreach (LevelOutcome level in outcome.Levels)
            {
                WriteRow(output, widths, Cells(table, level));
            }

            output.WriteLine();
        }
    }

    private static string[] Cells(AssumptionTable table, LevelOutcome level) =>
        [AssumptionWords.Level(level), AssumptionWords.Ceiling(level), .. table.Claims.Select(claim => AssumptionWords.Verdict(level, claim))];

    private static void WriteRow(TextWriter output, int[] widths, string[] cells) =>
        output.WriteLine(("  " + string.Join("  ", cells.Select((cell, index) => cell.PadRight(widths[index])))).TrimEnd());

    private static void WriteWrapped(TextWriter output, string margin, string text)
    {
        foreach (string line in TextWrap.Lines(text, PlainWidth - margin.Length))
        {
            output.WriteLine(margin + line);
        }
    }

    private static Table Table(AssumptionTable table)
    {
        Table shown = new Table().Border(TableBorder.Rounded).AddColumns(["assumption", "level", "ceiling", .. table.Claims.Select(claim => Markup.Escape(claim.Id))]);
        foreach (AssumptionOutcome outcome in table.Assumptions)
        {
            foreach (LevelOutcome level in outcome.Levels)
            {
                bool first = ReferenceEquals(level, outcome.Levels[0]);
                shown.AddRow(
                [
                    new Text(first ? outcome.Assumption.Name : string.Empty),
                    new Text(AssumptionWords.Level(level), new Style(decoration: level.IsUnvaried ? Decoration.Bold : Decoration.None)),
                    new Text(AssumptionWords.Ceiling(level)),
                    .. table.Claims.Select(claim => new Text(AssumptionWords.Verdict(level, claim), Colour(level.VerdictOf(claim)?.Verdict))),
                ]);
            }
        }

        return shown;
    }

    private static Style Colour(VerdictKind? verdict) => verdict switch
    {
        VerdictKind.Holds => new Style(Color.Green),
        VerdictKind.Violated => new Style(Color.Red),
        VerdictKind.Undecided => new Style(Color.Yellow),
        _ => new Style(Color.Grey),
    };
}
