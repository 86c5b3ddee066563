using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>Figures that several claims of sparse coding share.</summary>
internal static class SparseCodingFigures
{
    // Theory's mark beside √k/√d, below which even linear classifiers are robust.
    private const double TalkRadius = 0.3;

    private static readonly string[] AllTrainings = [TrainedNetwork.Clean, TrainedNetwork.FastGradient, TrainedNetwork.ProjectedGradient];

    /// <summary>A histogram over neurons beside a threshold.</summary>
    public static FigureSpec OverNeurons(string title, string quantity, IReadOnlyList<FigureSeries> series, FigureMark mark) => new(
        FigureKind.Histograms, title, $"Histogram over neurons of {quantity}", new(quantity), new("share of neurons", FigureRange.DataAndZero), series)
    {
        Marks = [mark],
    };

    /// <summary>The same series after several trainings, by default all three.</summary>
    public static IReadOnlyList<FigureSeries> OfTrainings(Func<string, string> key, params string[] networks) =>
        [.. (networks.Length == 0 ? AllTrainings : networks).Select(network => new FigureSeries(InWords(network), key(network)))];

    /// <summary>Between which curves the robust accuracy of each network lies.</summary>
    public static FigureSpec RobustAccuracyByRadius(params (string Network, string Name)[] networks) => new(
        FigureKind.Curves,
        "Robust accuracy by radius, from both sides",
        "The robust accuracy lies between the certified curve and the attacked one, against the ℓ2 radius of the perturbation",
        new("ℓ2 radius of the perturbation", FigureRange.DataAndZero),
        new("robust accuracy", FigureRange.Share),
        [
            .. networks.SelectMany(static one => new FigureSeries[]
            {
                new(one.Name + ", attacked", EvidenceKeys.AttackedAccuracyByRadius(one.Network)),
                new(one.Name + ", certified", EvidenceKeys.CertifiedAccuracyByRadius(one.Network)),
            }),
        ])
    {
        Marks =
        [
            FigureMark.Radius,
            new("√k/√d = {0}", MarkAxis.Horizontal, MarkMeaning.Orientation, static subject => LinearRadius(subject.Instance.Of<SparseCodingInstance>().Law)),
            new("{0}", MarkAxis.Horizontal, MarkMeaning.Orientation, static _ => TalkRadius),
        ],
    };

    /// <summary>Weights before and after adversarial training.</summary>
    public static FigureSpec OfWeights(string suffix, string title, string shown, string horizontal, string vertical, params FigureSeries[] series) =>
        new(FigureKind.Curves, title, shown, new(horizontal, FigureRange.DataAndZero), new(vertical, FigureRange.DataAndZero), series) { Suffix = suffix };

    private static string InWords(string network) => network switch
    {
        TrainedNetwork.Clean => "clean training",
        TrainedNetwork.FastGradient => "adversarial training, FGM",
        _ => "adversarial training, PGD",
    };

    private static double LinearRadius(SparseCodingLaw law) => Math.Sqrt((double)law.Sparsity / law.Dimension);
}
