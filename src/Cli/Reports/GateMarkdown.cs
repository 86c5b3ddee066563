using System.Globalization;
using System.Text;
using PurifyProofs.Claims.Runs.Gate;

namespace PurifyProofs.Cli.Reports;

/// <summary>A run beside its baseline, for the summary page of a CI job.</summary>
internal static class GateMarkdown
{
    /// <summary>The text.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="directory">The folder of the run.</param>
    /// <param name="allowOpen">Whether what cannot be told any more passes.</param>
    public static string Render(GateComparison comparison, string directory, bool allowOpen)
    {
        var text = new StringBuilder();
        text.Append("## purify gate\n\n**").Append(MarkdownText.Prose(GateText.Outcome(comparison, allowOpen))).Append("**\n\n");
        text.Append("| claim | baseline | now | |\n|---|---|---|---|\n");
        foreach (ClaimChange claim in comparison.Claims)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {claim.Id} | {GateText.Word(claim.Before)} | {GateText.Word(claim.Now)} | {Bold(GateText.Mark(claim.Kind))} |\n");
        }

        AppendFigures(text, comparison);
        if (comparison.Partial is { } why)
        {
            text.Append("\n> Partial run: ").Append(MarkdownText.Prose(why)).Append('\n');
        }

        text.Append('\n').Append(GateText.FigureSentence(comparison)).Append(' ').Append(GateText.FalseAlarmSentence(comparison));
        return text.Append(" Run: `").Append(directory).Append("`.\n").ToString();
    }

    private static void AppendFigures(StringBuilder text, GateComparison comparison)
    {
        IReadOnlyList<FigureChange> moved = GateText.Moved(comparison);
        if (moved.Count == 0)
        {
            return;
        }

        text.Append("\n| claim | figure | median before | now | chance if nothing changed | |\n|---|---|---|---|---|---|\n");
        foreach (FigureChange figure in moved)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {figure.Claim} | {figure.Name} | {NumberText.Short(figure.Before)} | {NumberText.Short(figure.Now)} | {Math.Min(figure.Worse, figure.Better):0.0e0} | {Bold(GateText.Mark(figure.At(comparison.Level)))} |\n");
        }
    }

    private static string Bold(string word) => word.Length == 0 ? word : $"**{word}**";
}
