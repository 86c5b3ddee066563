using PurifyProofs.Claims.Runs.Controls;

namespace PurifyProofs.Cli.Commands.Check;

/// <summary>The table at the end of a run of the controls, and the sentence that names what was missed.</summary>
internal static class ControlTableText
{
    private const int Width = 110;
    private const string Margin = "        ";

    /// <summary>Writes the table and the paths to standard output, and what was missed to standard error.</summary>
    public static void Write(ControlTable table, IReadOnlyList<string> paths, CommandContext context)
    {
        TextWriter output = context.Output;
        output.WriteLine();
        foreach (ControlResult control in table.Results)
        {
            output.WriteLine($"{control.Claim.Id,-6}  {ControlWords.Of(control.Outcome),-13}  {control.Breaker.Name} ({ControlWords.Of(control.Breaker.Strength)})");
            foreach (string line in TextWrap.Lines(ControlWords.Sentence(control), Width - Margin.Length))
            {
                output.WriteLine(Margin + line);
            }
        }

        output.WriteLine();
        output.WriteLine(ControlWords.Share(table));
        if (table.Partial is { } why)
        {
            output.WriteLine($"Partial: {why}");
        }

        output.WriteLine("Reports:");
        foreach (string path in paths)
        {
            output.WriteLine("  " + path);
        }

        WriteMissed(table, context.Error);
    }

    private static void WriteMissed(ControlTable table, TextWriter error)
    {
        string[] missed = [.. table.Results.Where(static control => control.Outcome == ControlOutcome.Missed).Select(static control => $"{control.Claim.Id} under {control.Breaker.Name}")];
        if (missed.Length > 0)
        {
            error.WriteLine($"error: the suite did not find violated what was broken: {string.Join(", ", missed)}; its word that these claims hold is worth nothing until that is mended.");
        }
    }
}
