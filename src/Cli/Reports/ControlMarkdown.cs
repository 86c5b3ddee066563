using System.Text;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Controls;

namespace PurifyProofs.Cli.Reports;

/// <summary>controls.md: the controls as a table, with a line that reproduces each.</summary>
internal static class ControlMarkdown
{
    /// <summary>The text of the file.</summary>
    public static string Render(ControlTable table)
    {
        var text = new StringBuilder();
        Paragraph(text, FormattableString.Invariant($"# purify check --controls: scale {ScaleWords.Name(table.Scale)}, seed {table.Seed}"));
        if (table.Partial is { } why)
        {
            Paragraph(text, $"> **Partial table.** {why}");
        }

        if (ProgramVersion.Mixture(table.Programs) is { } mixture)
        {
            Paragraph(text, $"> **Several versions.** {mixture}");
        }

        Paragraph(text, $"**{ControlWords.Share(table)}** A control breaks one hypothesis; the claim must then come out violated, on instances on which it holds unbroken.");
        AppendTable(text, table);
        AppendLines(text, table);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void AppendTable(StringBuilder text, ControlTable table)
    {
        Line(text, "| claim | broken hypothesis | key | breaker | base | unbroken | broken | outcome |");
        Line(text, "|---|---|---|---|---|---|---|---|");
        foreach (ControlResult control in table.Results)
        {
            Breaker breaker = control.Breaker;
            string[] cells =
            [
                control.Claim.Id,
                breaker.BrokenHypothesis,
                $"`{breaker.Key}`",
                $"{breaker.Name}, {ControlWords.Of(breaker.Strength)}",
                breaker.Base.Name,
                control.Unbroken?.Sentence ?? "",
                control.Broken?.Sentence ?? "",
                ControlWords.Of(control.Outcome),
            ];
            Line(text, $"| {string.Join(" | ", cells)} |");
        }

        Line(text, string.Empty);
    }

    private static void AppendLines(StringBuilder text, ControlTable table)
    {
        ControlResult[] broken = [.. table.Results.Where(static control => control.Broken?.WorstInstanceLine is not null)];
        if (broken.Length == 0)
        {
            return;
        }

        Paragraph(text, "One broken instance of each; `check --beyond-hypotheses --claims CLAIM --instance 'LINE'` judges it:");
        foreach (ControlResult control in broken)
        {
            Line(text, $"- {control.Claim.Id}, {control.Breaker.Name}: `{control.Broken!.WorstInstanceLine}`");
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private static void Paragraph(StringBuilder text, string paragraph) => text.Append(paragraph).Append("\n\n");
}
