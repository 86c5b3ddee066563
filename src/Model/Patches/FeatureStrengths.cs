using System.Numerics.Tensors;

namespace PurifyProofs.Model.Patches;

/// <summary>
/// What a patch network has learnt of its features, in float64: for every class y the strongest neuron on the robust feature,
/// max_r ⟨w_{y,r}, u_y⟩, and on the non-robust one, max_r ⟨w_{y,r}, v_y⟩.
/// </summary>
/// <param name="Robust">max_r ⟨w_{y,r}, u_y⟩ [K].</param>
/// <param name="NonRobust">max_r ⟨w_{y,r}, v_y⟩ [K].</param>
public sealed record FeatureStrengths(double[] Robust, double[] NonRobust)
{
    /// <summary>Mean over the classes.</summary>
    public double MeanRobust => Robust.Average();

    /// <summary>Mean over the classes.</summary>
    public double MeanNonRobust => NonRobust.Average();

    /// <summary>The smallest u/(u + v) over the classes, negative strengths counted as 0 and 1/2 where there are none.</summary>
    public double SmallestRobustShare => Robust.Zip(NonRobust, Share).Min();

    /// <summary>The smallest v/(u + v) over the classes.</summary>
    public double SmallestNonRobustShare => NonRobust.Zip(Robust, Share).Min();

    /// <summary>Measures a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="robustFeatures">u as rows [K][d].</param>
    /// <param name="nonRobustFeatures">v as rows [K][d].</param>
    public static FeatureStrengths Measure(ReferencePatchNetwork network, double[][] robustFeatures, double[][] nonRobustFeatures)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(robustFeatures);
        ArgumentNullException.ThrowIfNull(nonRobustFeatures);
        var strengths = new FeatureStrengths(new double[network.Classes], new double[network.Classes]);
        for (int i = 0; i < network.Classes; i++)
        {
            strengths.Robust[i] = Strongest(network.Neurons(i), robustFeatures[i]);
            strengths.NonRobust[i] = Strongest(network.Neurons(i), nonRobustFeatures[i]);
        }

        return strengths;
    }

    /// <summary>Classes whose non-robust feature is more than <paramref name="factor"/> times as strong as the robust one.</summary>
    public int NonRobustLeads(double factor) => Robust.Where((robust, i) => NonRobust[i] > factor * robust).Count();

    /// <summary>Classes whose robust feature is more than <paramref name="factor"/> times as strong as the non-robust one.</summary>
    public int RobustLeads(double factor) => Robust.Where((robust, i) => robust > factor * NonRobust[i]).Count();

    private static double Share(double one, double other)
    {
        double both = Math.Max(one, 0) + Math.Max(other, 0);
        return both > 0 ? Math.Max(one, 0) / both : 0.5;
    }

    private static double Strongest(ReadOnlySpan<double[]> neurons, double[] feature)
    {
        double strongest = double.NegativeInfinity;
        foreach (double[] neuron in neurons)
        {
            strongest = Math.Max(strongest, TensorPrimitives.Dot<double>(neuron, feature));
        }

        return strongest;
    }
}
