using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Check;

namespace PurifyProofs.Properties.Runs.Check;

/// <summary>Receives progress and shows none.</summary>
internal sealed class SilentProgress : ICheckProgress
{
    public void StudiesExpected(int count)
    {
    }

    public void StudyStarted(int instance, Study study)
    {
    }

    public void StudyAdvanced(int instance, Study study, double fraction, string detail)
    {
    }

    public void StudyFinished(int instance, Study study, string summary, bool restored)
    {
    }

    public void CandidateTried(string claim, int tried, int budget, CandidateRecord candidate)
    {
    }
}
