namespace PurifyProofs.Bounds.Confidence;

/// <summary>
/// How a sequential rule fares on a claim of known share: the probability of each verdict within n instances and the
/// expected number of instances (A. Wald, Sequential Analysis, 1947). Exact: the law of the counts is carried from instance
/// to instance, nothing is simulated.
/// </summary>
/// <param name="Share">The share of instances on which the claim holds.</param>
/// <param name="Holds">[horizon + 1]: probability that *holds* was decided within n instances.</param>
/// <param name="Violated">[horizon + 1]: probability that *violated* was decided within n instances.</param>
/// <param name="ExpectedInstances">Expected number of instances until decided, those still undecided stopped at the horizon.</param>
public sealed record OperatingCharacteristic(double Share, IReadOnlyList<double> Holds, IReadOnlyList<double> Violated, double ExpectedInstances)
{
    /// <summary>Computes it for independent instances.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not in [0, 1].</exception>
    public static OperatingCharacteristic Of(DecisionBoundary boundary, double share)
    {
        ArgumentNullException.ThrowIfNull(boundary);
        if (!(share >= 0 && share <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1.");
        }

        double[] holds = new double[boundary.Horizon + 1], violated = new double[boundary.Horizon + 1];
        double[] undecided = new double[boundary.Horizon + 1];
        undecided[0] = 1;
        double expected = 0;
        for (int n = 1; n <= boundary.Horizon; n++)
        {
            expected += undecided.Sum();
            Advance(undecided, n, share);
            holds[n] = holds[n - 1] + Absorb(undecided, n, boundary.Holds);
            violated[n] = violated[n - 1] + Absorb(undecided, n, boundary.Violates);
        }

        return new OperatingCharacteristic(share, holds, violated, expected);
    }

    // undecided[s] becomes the probability of s successes among n instances without a decision before the n-th.
    private static void Advance(double[] undecided, int n, double share)
    {
        for (int successes = n; successes > 0; successes--)
        {
            undecided[successes] = (undecided[successes] * (1 - share)) + (undecided[successes - 1] * share);
        }

        undecided[0] *= 1 - share;
    }

    private static double Absorb(double[] undecided, int n, Func<int, int, bool> decides)
    {
        double absorbed = 0;
        for (int successes = 0; successes <= n; successes++)
        {
            if (undecided[successes] > 0 && decides(successes, n - successes))
            {
                absorbed += undecided[successes];
                undecided[successes] = 0;
            }
        }

        return absorbed;
    }
}
