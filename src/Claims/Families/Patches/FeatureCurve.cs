using PurifyProofs.Model.Patches;

namespace PurifyProofs.Claims.Families.Patches;

/// <summary>What a patch network learns of either kind of feature over its training, in float64.</summary>
/// <param name="distribution">Knows the features.</param>
/// <param name="threshold">ϱ of the network: from this strength on a feature counts as learnt, because σ leaves its power.</param>
/// <param name="steps">Steps of the training.</param>
public sealed class FeatureCurve(StructuredPatchDistribution distribution, double threshold, int steps)
{
    private const int Points = 100;

    private readonly List<SeriesPoint> robust = [];
    private readonly List<SeriesPoint> nonRobust = [];

    /// <summary>Steps from one point to the next.</summary>
    public int Interval { get; } = Math.Max(1, steps / Points);

    /// <summary>(step, mean over classes of max_r ⟨w_{y,r}, u_y⟩).</summary>
    public IReadOnlyList<SeriesPoint> Robust => robust;

    /// <summary>(step, mean over classes of max_r ⟨w_{y,r}, v_y⟩).</summary>
    public IReadOnlyList<SeriesPoint> NonRobust => nonRobust;

    /// <summary>
    /// The smallest difference, non-robust less robust, over the points since either curve passed the threshold; not a number where
    /// neither ever did. Before, the strengths are those of the initial weights, and chance decides which is ahead.
    /// </summary>
    public double SmallestLead => robust.Zip(nonRobust, static (u, v) => (U: u.Y, V: v.Y))
        .SkipWhile(point => point.U < threshold && point.V < threshold)
        .Select(static point => point.V - point.U)
        .DefaultIfEmpty(double.NaN)
        .Min();

    /// <summary>The strengths of a network, class by class.</summary>
    public FeatureStrengths StrengthsOf(PatchNetwork network) =>
        FeatureStrengths.Measure(new ReferencePatchNetwork(network), distribution.RobustFeatures, distribution.NonRobustFeatures);

    /// <summary>Adds a point where one is due; says whether it was.</summary>
    public bool Record(int step, PatchNetwork network)
    {
        if (step % Interval != 0 && step != steps)
        {
            return false;
        }

        FeatureStrengths strengths = StrengthsOf(network);
        robust.Add(new SeriesPoint(step, strengths.MeanRobust));
        nonRobust.Add(new SeriesPoint(step, strengths.MeanNonRobust));
        return true;
    }
}
