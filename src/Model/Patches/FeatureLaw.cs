namespace PurifyProofs.Model.Patches;

/// <summary>Which patches carry a feature.</summary>
public enum FeaturePlacement
{
    /// <summary>The first ones, in every sample.</summary>
    Fixed,

    /// <summary>A uniformly random set, drawn anew for every sample.</summary>
    Random,
}

/// <summary>How one kind of feature appears in a sample.</summary>
/// <param name="Strength">Mean strength on a patch that carries it.</param>
/// <param name="Patches">How many patches carry it.</param>
public sealed record FeatureLaw(double Strength, int Patches)
{
    /// <summary>Which patches they are.</summary>
    public FeaturePlacement Placement { get; init; } = FeaturePlacement.Random;

    /// <summary>s: strengths are independent and uniform on [(1 − s), (1 + s)] times the mean; 0 makes them constant.</summary>
    public double Spread { get; init; }

    /// <summary>The smallest strength on a patch that carries the feature.</summary>
    public double Smallest => Strength * (1 - Spread);

    /// <summary>The largest strength on a patch that carries the feature.</summary>
    public double Largest => Strength * (1 + Spread);

    /// <summary>The smallest possible Σ_p strength_p^q.</summary>
    public double SmallestPower(int exponent) => Patches * Math.Pow(Smallest, exponent);

    /// <summary>The largest possible Σ_p strength_p^q.</summary>
    public double LargestPower(int exponent) => Patches * Math.Pow(Largest, exponent);
}
