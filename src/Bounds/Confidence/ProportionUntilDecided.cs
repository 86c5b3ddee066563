namespace PurifyProofs.Bounds.Confidence;

/// <summary>
/// Adds test points until a proportion is decided against a threshold, or a cap is reached. The limits are a
/// <see cref="ConfidenceSequence"/>: looking after every batch costs nothing, and neither the number of looks nor their
/// sizes need to be fixed beforehand. Each limit errs with at most <paramref name="ErrorProbability"/>; the truth lies on
/// one side of the threshold, so a decision errs with at most that probability, too.
/// </summary>
/// <param name="BatchTrials">Trials between looks, at least 1.</param>
/// <param name="LargestTrials">The cap, at least 1.</param>
/// <param name="ErrorProbability">Chance allowed for a wrong decision, in (0, 1).</param>
public sealed record ProportionUntilDecided(int BatchTrials, int LargestTrials, double ErrorProbability)
{
    /// <summary>Measures until decided.</summary>
    /// <param name="threshold">The threshold, in (0, 1).</param>
    /// <param name="count">Successes among <c>trials</c> fresh trials of look <c>look</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range, or an impossible number of successes was counted.</exception>
    public DecidedProportion Measure(double threshold, Func<int, int, int> count)
    {
        ArgumentNullException.ThrowIfNull(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchTrials, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(LargestTrials, 1);
        var total = new Proportion(0, 0);
        for (int look = 0; total.Trials < LargestTrials && !IsDecided(total, threshold); look++)
        {
            int trials = Math.Min(BatchTrials, LargestTrials - total.Trials);
            total = new Proportion(total.Successes + count(look, trials), total.Trials + trials);
        }

        return new DecidedProportion(
            total,
            ConfidenceSequence.Lower(total.Successes, total.Trials, ErrorProbability),
            ConfidenceSequence.Upper(total.Successes, total.Trials, ErrorProbability));
    }

    // The same as comparing the limits with the threshold, without searching for them.
    private bool IsDecided(Proportion total, double threshold)
    {
        int failures = total.Trials - total.Successes;
        double decisive = -Math.Log(ErrorProbability);
        return OddsMixture.LogEvidenceAbove(total.Successes, failures, threshold) >= decisive
            || OddsMixture.LogEvidenceBelow(total.Successes, failures, threshold) >= decisive;
    }
}
