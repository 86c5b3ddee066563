using System.Globalization;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Assumptions;
using PurifyProofs.Claims.Runs.Check;
using Spectre.Console;

namespace PurifyProofs.Cli.Progress;

/// <summary>Progress of a study of assumptions: that of a check, with a line whenever the check at another level starts.</summary>
/// <param name="studies">Shows the studies.</param>
/// <param name="context">Where the lines go.</param>
internal sealed class NamedChecks(ICheckProgress studies, CommandContext context) : IAssumptionProgress
{
    public void CheckStarted(string name, int number, int count)
    {
        string line = string.Create(CultureInfo.InvariantCulture, $"Check {number} of {count}: {name}");
        if (context.IsInteractive)
        {
            AnsiConsole.MarkupLine($"[bold]{Markup.Escape(line)}[/]");
        }
        else
        {
            context.Output.WriteLine(line);
        }
    }

    public void StudiesExpected(int count) => studies.StudiesExpected(count);

    public void StudyStarted(int instance, Study study) => studies.StudyStarted(instance, study);

    public void StudyAdvanced(int instance, Study study, double fraction, string detail) => studies.StudyAdvanced(instance, study, fraction, detail);

    public void StudyFinished(int instance, Study study, string summary, bool restored) => studies.StudyFinished(instance, study, summary, restored);

    public void CandidateTried(string claim, int tried, int budget, CandidateRecord candidate) => studies.CandidateTried(claim, tried, budget, candidate);
}
