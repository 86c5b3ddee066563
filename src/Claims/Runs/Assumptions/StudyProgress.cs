using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Check;

namespace PurifyProofs.Claims.Runs.Assumptions;

/// <summary>Makes of the progress of the checks at single levels that of the whole study.</summary>
/// <param name="whole">Receives it.</param>
/// <param name="checks">How many checks there are.</param>
internal sealed class StudyProgress(IAssumptionProgress whole, int checks) : ICheckProgress
{
    private int begun;
    private int finished;
    private int finishedBefore;

    /// <summary>The next check begins.</summary>
    public void Begin(string name)
    {
        finishedBefore = finished;
        whole.CheckStarted(name, ++begun, checks);
    }

    public void StudiesExpected(int count) => whole.StudiesExpected(finishedBefore + (count * (checks - begun + 1)));

    public void StudyStarted(int instance, Study study) => whole.StudyStarted(instance, study);

    public void StudyAdvanced(int instance, Study study, double fraction, string detail) => whole.StudyAdvanced(instance, study, fraction, detail);

    public void StudyFinished(int instance, Study study, string summary, bool restored)
    {
        finished++;
        whole.StudyFinished(instance, study, summary, restored);
    }

    public void CandidateTried(string claim, int tried, int budget, CandidateRecord candidate) => whole.CandidateTried(claim, tried, budget, candidate);
}
