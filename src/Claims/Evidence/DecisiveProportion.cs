using PurifyProofs.Bounds.Confidence;

namespace PurifyProofs.Claims.Evidence;

/// <summary>
/// Counts successes on growing samples until the exact interval leaves a threshold on one side, or a cap is reached. The
/// error probability is divided evenly among the largest number of looks of any scale (Bonferroni), so stopping early costs
/// no validity; a claim reads the interval at the same divided level.
/// </summary>
/// <param name="FirstTrials">Trials at the first look; they double from look to look.</param>
/// <param name="Looks">Largest number of looks.</param>
/// <param name="ErrorProbability">Chance allowed for a wrong decision of one proportion.</param>
public sealed record DecisiveProportion(int FirstTrials, int Looks, double ErrorProbability)
{
    /// <summary>Two-sided error probability of the interval at each look.</summary>
    public double ErrorProbabilityPerLook => ErrorProbability / Effort.LargestLooks;

    /// <summary>Measures until decided.</summary>
    /// <param name="threshold">The threshold.</param>
    /// <param name="count">Successes among <c>trials</c> fresh trials of look <c>look</c>.</param>
    public Proportion Measure(double threshold, Func<int, int, int> count)
    {
        ArgumentNullException.ThrowIfNull(count);
        return MeasureTogether(threshold, (look, trials) => [count(look, trials)])[0];
    }

    /// <summary>Measures several proportions on the same trials until all are decided.</summary>
    /// <param name="threshold">The threshold.</param>
    /// <param name="count">Successes of each among <c>trials</c> fresh trials of look <c>look</c>.</param>
    public Proportion[] MeasureTogether(double threshold, Func<int, int, int[]> count)
    {
        ArgumentNullException.ThrowIfNull(count);
        Proportion[] totals = [];
        for (int look = 0; look < Looks; look++)
        {
            int trials = look == 0 ? FirstTrials : totals[0].Trials;
            int[] successes = count(look, trials);
            totals = look == 0
                ? [.. successes.Select(successful => new Proportion(successful, trials))]
                : [.. totals.Zip(successes, (total, successful) => new Proportion(total.Successes + successful, total.Trials + trials))];
            if (totals.All(total => IsDecided(total, threshold)))
            {
                break;
            }
        }

        return totals;
    }

    private bool IsDecided(Proportion total, double threshold)
    {
        (double lower, double upper) = total.Interval(ErrorProbabilityPerLook);
        return lower > threshold || upper < threshold;
    }
}
