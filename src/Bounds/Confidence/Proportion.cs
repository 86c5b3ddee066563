namespace PurifyProofs.Bounds.Confidence;

/// <summary>A count of successes among independent trials.</summary>
/// <param name="Successes">Number of trials that succeeded, in [0, <paramref name="Trials"/>].</param>
/// <param name="Trials">Number of trials, at least 0.</param>
public readonly record struct Proportion(int Successes, int Trials)
{
    /// <summary>Successes / Trials; NaN without trials.</summary>
    public double Estimate => Trials == 0 ? double.NaN : (double)Successes / Trials;

    /// <summary>The exact two-sided interval at error probability <paramref name="errorProbability"/> (each side gets half).</summary>
    public (double Lower, double Upper) Interval(double errorProbability) =>
        (ClopperPearson.Lower(Successes, Trials, errorProbability / 2), ClopperPearson.Upper(Successes, Trials, errorProbability / 2));
}
