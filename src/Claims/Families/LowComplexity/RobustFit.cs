using PurifyProofs.Bounds.Confidence;

namespace PurifyProofs.Claims.Families.LowComplexity;

/// <summary>The best that training reached in a class, on fresh samples.</summary>
/// <param name="Method">Trainer and training attack.</param>
/// <param name="Clean">Clean accuracy.</param>
/// <param name="Robust">Attacked accuracy: from above for this model, but another member may do better.</param>
public sealed record RobustFit(string Method, Proportion Clean, Proportion Robust)
{
    /// <summary>Attacked accuracy of the same model at other radii, from fewer points: for pictures.</summary>
    public IReadOnlyList<RadiusAccuracy> Curve { get; init; } = [];
}

/// <summary>A point of a curve of attacked accuracy.</summary>
/// <param name="Radius">Radius of the perturbation, ℓ2.</param>
/// <param name="Accuracy">Attacked accuracy.</param>
public readonly record struct RadiusAccuracy(double Radius, double Accuracy)
{
    private static readonly double[] Multiples = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5];

    /// <summary>A curve over multiples of τ.</summary>
    internal static RadiusAccuracy[] Around(double radius, Func<double, double> accuracy) =>
        [.. Multiples.Select(multiple => new RadiusAccuracy(multiple * radius, accuracy(multiple * radius)))];
}
