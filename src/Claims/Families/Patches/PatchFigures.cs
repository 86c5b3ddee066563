using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;

namespace PurifyProofs.Claims.Families.Patches;

/// <summary>Figures that the claims about structured data share.</summary>
internal static class PatchFigures
{
    /// <summary>What both trainings learn of either kind of feature, from the same start.</summary>
    public static FigureSpec FeatureLearning { get; } = new(
        FigureKind.Curves,
        "Features learnt over training",
        "Strength of a class's strongest neuron on its robust feature, max ⟨w, u_y⟩, and on its non-robust one, max ⟨w, v_y⟩, mean over the classes, over the steps of each training",
        new("training step", FigureRange.DataAndZero),
        new("strength", FigureRange.DataAndZero),
        OfTrainings((EvidenceKeys.RobustFeatureCurve, "robust"), (EvidenceKeys.NonRobustFeatureCurve, "non-robust")));

    /// <summary>Median margins of every class, with and without perturbation.</summary>
    public static FigureSpec MarginsByClass { get; } = new(
        FigureKind.Curves,
        "Margins by class",
        "Median over fresh samples of F_y − max F_o, unperturbed and under the best of all attacks, for every class y",
        new("class y", FigureRange.DataAndZero),
        new("median margin", FigureRange.DataAndZero),
        OfTrainings((EvidenceKeys.MarginByClass, "unperturbed"), (EvidenceKeys.AttackedMarginByClass, "attacked")))
    {
        Marks = [new("decision border", MarkAxis.Vertical, MarkMeaning.Orientation, static _ => 0)],
    };

    private static IReadOnlyList<FigureSeries> OfTrainings(params (Func<string, string> Key, string Name)[] curves) =>
    [
        .. from network in new[] { (Key: TrainedNetwork.PatchStandard, Name: "standard training"), (Key: TrainedNetwork.PatchAdversarial, Name: "adversarial training") }
           from curve in curves
           select new FigureSeries($"{network.Name}, {curve.Name}", curve.Key(network.Key)),
    ];
}
