using PurifyProofs.Claims.Ledgers;

namespace PurifyProofs.Claims.Runs.Check;

/// <summary>Receives progress; called from one thread at a time.</summary>
public interface ICheckProgress
{
    /// <summary>The check will consist of about so many studies in all, those done included: instances are added until the claims are decided.</summary>
    void StudiesExpected(int count);

    /// <summary>A study of an instance starts.</summary>
    void StudyStarted(int instance, Study study);

    /// <summary>A study advances.</summary>
    /// <param name="instance">Index of the instance in the request.</param>
    /// <param name="study">The study.</param>
    /// <param name="fraction">Done share in [0, 1].</param>
    /// <param name="detail">What is being done, with a number where there is one: "adversarial training, step 800 of 3000, loss 0.04".</param>
    void StudyAdvanced(int instance, Study study, double fraction, string detail);

    /// <summary>A smaller instance was tried in search of the smallest that violates a claim.</summary>
    /// <param name="claim">The claim's id.</param>
    /// <param name="tried">How many were tried for it.</param>
    /// <param name="budget">How many may be.</param>
    /// <param name="candidate">What the last one said.</param>
    void CandidateTried(string claim, int tried, int budget, CandidateRecord candidate);

    /// <summary>A study is complete and in the ledger.</summary>
    /// <param name="instance">Index of the instance in the request.</param>
    /// <param name="study">The study.</param>
    /// <param name="summary">Its main figures in one line.</param>
    /// <param name="restored">Whether it came from the ledger of an earlier run.</param>
    void StudyFinished(int instance, Study study, string summary, bool restored);
}
