using MathNet.Numerics.Distributions;

namespace PurifyProofs.Bounds.Confidence;

/// <summary>
/// How the verdict on a claim comes out when its test is run again on fresh instances of the same law: the share on which it is
/// found to hold is not known, so it is averaged over what the counts of an earlier run leave of it (Jeffreys' prior).
/// </summary>
/// <param name="Holds">Probability of *holds*.</param>
/// <param name="Violated">Probability of *violated*.</param>
public sealed record RepeatedReport(double Holds, double Violated)
{
    private const int Shares = 64;

    /// <summary>Probability that neither is decided within the horizon.</summary>
    public double Undecided => Math.Max(0, 1 - Holds - Violated);

    /// <summary>Predicts from the counts of an earlier run.</summary>
    /// <param name="test">The test of the claim.</param>
    /// <param name="held">Instances on which it was found to hold.</param>
    /// <param name="others">All others.</param>
    /// <param name="horizon">After so many instances the repeated run stops.</param>
    public static RepeatedReport Of(SequentialTest test, int held, int others, int horizon)
    {
        ArgumentNullException.ThrowIfNull(test);
        DecisionBoundary boundary = DecisionBoundary.Of(test, horizon);
        double holds = 0, violated = 0;
        for (int index = 0; index < Shares; index++)
        {
            double share = Beta.InvCDF(held + 0.5, others + 0.5, (index + 0.5) / Shares);
            OperatingCharacteristic repeated = OperatingCharacteristic.Of(boundary, Math.Clamp(share, 0, 1));
            holds += repeated.Holds[horizon] / Shares;
            violated += repeated.Violated[horizon] / Shares;
        }

        return new RepeatedReport(holds, violated);
    }
}
