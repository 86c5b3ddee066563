using System.Globalization;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Check;
using Spectre.Console;

namespace PurifyProofs.Cli.Progress;

/// <summary>Progress as bars that redraw themselves: one for the whole check and one for each study that runs; finished studies scroll up as lines.</summary>
internal sealed class LiveProgress : ICheckProgress
{
    private readonly Dictionary<(int Instance, Study Study), ProgressTask> running = [];
    private readonly IAnsiConsole console;
    private readonly ProgressContext bars;
    private readonly ProgressTask whole;

    /// <summary>Starts with the bar of the whole check at zero.</summary>
    /// <param name="console">Where finished studies are printed.</param>
    /// <param name="bars">Where bars are added.</param>
    /// <param name="studies">How many studies there will be, as far as is known at the start.</param>
    public LiveProgress(IAnsiConsole console, ProgressContext bars, int studies)
    {
        this.console = console;
        this.bars = bars;
        whole = bars.AddTask("[bold]whole check[/]", maxValue: Math.Max(1, studies));
    }

    public void StudiesExpected(int count) => whole.MaxValue = Math.Max(1, count);

    public void StudyStarted(int instance, Study study) =>
        running[(instance, study)] = bars.AddTask(Markup.Escape(StudyWords.Name(instance, study)), maxValue: 1);

    public void StudyAdvanced(int instance, Study study, double fraction, string detail)
    {
        if (!running.TryGetValue((instance, study), out ProgressTask? bar))
        {
            return;
        }

        double gain = Math.Clamp(fraction, 0, 1) - bar.Value;
        bar.Increment(gain);
        whole.Increment(gain);
        bar.Description = $"{Markup.Escape(StudyWords.Name(instance, study))} [grey]{Markup.Escape(detail)}[/]";
    }

    public void StudyFinished(int instance, Study study, string summary, bool restored)
    {
        bool known = running.Remove((instance, study), out ProgressTask? bar);
        whole.Increment(1 - (known ? bar!.Value : 0));
        bar?.StopTask();
        if (bar is not null)
        {
            bar.Value = 1;
        }

        string origin = restored ? " [grey]from the ledger[/]" : string.Empty;
        console.MarkupLine($"[green]✓[/] {Markup.Escape(StudyWords.Name(instance, study))}:{origin} [grey]{Markup.Escape(summary)}[/]");
    }

    public void CandidateTried(string claim, int tried, int budget, CandidateRecord candidate) => console.MarkupLine(string.Create(
        CultureInfo.InvariantCulture,
        $"[green]✓[/] {claim}, looking for a smaller violation ({tried} of at most {budget}): [grey]{VerdictWords.Name(candidate.Verdict)} on {Markup.Escape(candidate.InstanceLine)}[/]"));
}
