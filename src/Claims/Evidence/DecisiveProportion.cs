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
        var total = new Proportion(0, 0);
        for (int look = 0; look < Looks; look++)
        {
            int trials = look == 0 ? FirstTrials : total.Trials;
            total = new Proportion(total.Successes + count(look, trials), total.Trials + trials);
            (double lower, double upper) = total.Interval(ErrorProbabilityPerLook);
            if (lower > threshold || upper < threshold)
            {
                break;
            }
        }

        return total;
    }
}
