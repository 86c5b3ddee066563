using System.Numerics.Tensors;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Bounds.Certificates.Patches;

/// <summary>For which radii of a threat model a robust classifier exists, noise left out; between the two it is open.</summary>
/// <param name="ExistsBelow">At every radius below, a network of the class classifies every sample robustly.</param>
/// <param name="NoneFrom">From this radius on no classifier does: two samples of different classes can be moved to the same point.</param>
public readonly record struct ExistenceRadii(double ExistsBelow, double NoneFrom);

/// <summary>
/// Computes at which radii any patch network can be robust in all of R^d on noise-free samples; the networks and the proofs stand in
/// docs/structured-data.md. Against the span of the non-robust features one exists at every radius, as long as there is a robust feature.
/// </summary>
/// <param name="distribution">The data.</param>
/// <param name="neuronsPerClass">m.</param>
public sealed class RobustNetworkExistence(StructuredPatchDistribution distribution, int neuronsPerClass)
{
    private readonly StructuredPatchLaw law = distribution.Law;

    /// <summary>The radii for a set in all of R^d.</summary>
    public ExistenceRadii In(PerturbationSet set)
    {
        double strength = law.Robust.Patches > 0 ? law.Robust.Smallest : 0;
        double existsBelow = set == PerturbationSet.GlobalBall ? strength / Math.Sqrt(2)
            : neuronsPerClass > law.Classes ? strength / (2 * ReachOfUnit(set))
            : 0;
        return new ExistenceRadii(existsBelow, ClosestPair(set) / 2);
    }

    /// <summary>The most that a perturbation of radius 1 adds along a robust feature.</summary>
    public double ReachOfUnit(PerturbationSet set) =>
        set == PerturbationSet.MaximumNorm ? distribution.RobustFeatures.Max(static u => TensorPrimitives.SumOfMagnitudes<double>(u)) : 1;

    // The distance, in the norm of the set, of some two samples of different classes at their smallest strengths: an upper bound of the
    // smallest one.
    private double ClosestPair(PerturbationSet set)
    {
        double closest = double.PositiveInfinity;
        for (int y = 0; y < law.Classes; y++)
        {
            for (int o = 0; o < y; o++)
            {
                closest = Math.Min(closest, Distance(set, y, o));
            }
        }

        return closest;
    }

    private double Distance(PerturbationSet set, int y, int o)
    {
        bool apart = law.Robust.Placement == FeaturePlacement.Random && 2 * law.Robust.Patches <= law.Patches;
        double alpha = law.Robust.Smallest, beta = law.NonRobust.Smallest;
        double[] common = Combine((beta, distribution.NonRobustFeatures[y]), (-beta, distribution.NonRobustFeatures[o]));
        double[] first = Combine((1, common), (alpha, distribution.RobustFeatures[y]));
        double[] second = Combine((-1, common), (alpha, distribution.RobustFeatures[o]));
        double[] together = Combine((1, first), (-alpha, distribution.RobustFeatures[o]));
        double Norm(double[] v) => set == PerturbationSet.MaximumNorm ? Math.Abs(TensorPrimitives.MaxMagnitude<double>(v)) : TensorPrimitives.Norm<double>(v);
        if (set != PerturbationSet.GlobalBall)
        {
            double robust = law.Robust.Patches == 0 ? 0 : apart ? Math.Max(Norm(first), Norm(second)) : Norm(together);
            return Math.Max(Norm(common), robust);
        }

        return Math.Sqrt((law.Patches * Math.Pow(Norm(common), 2)) + (2 * law.Robust.Patches * alpha * alpha));
    }

    private static double[] Combine((double Factor, double[] Vector) first, (double Factor, double[] Vector) second) =>
        [.. first.Vector.Zip(second.Vector, (a, b) => (first.Factor * a) + (second.Factor * b))];
}
