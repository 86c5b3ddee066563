using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;

namespace PurifyProofs.Claims.Families.LowComplexity;

/// <summary>Figures that the claims about models of low complexity share.</summary>
internal static class LowComplexityFigures
{
    /// <summary>The threshold of all of them.</summary>
    public static FigureMark HardlyBetterThanConstant { get; } = FigureMark.Threshold("{0}", MarkAxis.Vertical, Thresholds.HardlyBetterThanConstant);

    /// <summary>Models beside the network of the same instance.</summary>
    public static FigureSpec ByRadius(string title, params FigureSeries[] models) => new(
        FigureKind.Curves,
        title,
        "Robust accuracy against the ℓ2 radius of the perturbation; every model is trained for τ",
        new("ℓ2 radius of the perturbation"),
        new("robust accuracy", FigureRange.Share),
        [new("network, certified", EvidenceKeys.CertifiedAccuracyByRadius(TrainedNetwork.FastGradient)), .. models])
    {
        Marks = [FigureMark.Radius, HardlyBetterThanConstant],
    };
}
