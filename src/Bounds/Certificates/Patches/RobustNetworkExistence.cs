using System.Numerics.Tensors;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Bounds.Certificates.Patches;

/// <summary>Whether a robust network exists.</summary>
public enum Existence
{
    /// <summary>No classifier whatever is robust: two samples of different classes can be moved to the same point.</summary>
    None,

    /// <summary>A network of this class is, and the answer holds it.</summary>
    Exists,

    /// <summary>Neither was found.</summary>
    Unknown,
}

/// <summary>The answer for a law, a threat model and a width, noise left out.</summary>
/// <param name="Existence">The answer.</param>
/// <param name="Reason">The inequality it rests on, with its numbers.</param>
/// <param name="Witness">A robust network where one exists; the caller's to dispose.</param>
public sealed record ExistenceAnswer(Existence Existence, string Reason, PatchNetwork? Witness);

/// <summary>
/// Computes for each threat model whether any network of this class can be robust to it on noise-free samples; proofs in
/// docs/structured-data.md.
/// </summary>
/// <param name="distribution">The data.</param>
/// <param name="neuronsPerClass">m.</param>
/// <param name="activation">σ.</param>
public sealed class RobustNetworkExistence(StructuredPatchDistribution distribution, int neuronsPerClass, PowerReluFunction activation)
{
    private readonly StructuredPatchLaw law = distribution.Law;

    /// <summary>Answers for the span of the non-robust features.</summary>
    public ExistenceAnswer InNonRobustSpan()
    {
        double strength = law.Robust.Patches > 0 ? law.Robust.Smallest : 0;
        return strength > 0
            ? Exists($"perturbations are orthogonal to the robust features, whose strength is {strength:0.###}", RobustFeatureNetwork(1))
            : new ExistenceAnswer(Existence.Unknown, "There is no robust feature.", null);
    }

    /// <summary>Answers for a set in all of R^d.</summary>
    public ExistenceAnswer Full(PerturbationSet set, double radius)
    {
        if (ClosestPair(set) is { } distance && distance <= 2 * radius)
        {
            return new ExistenceAnswer(Existence.None, FormattableString.Invariant($"Two samples of different classes are {distance:0.###} ≤ 2ε = {2 * radius:0.###} apart."), null);
        }

        double strength = law.Robust.Patches > 0 ? law.Robust.Smallest : 0;
        if (set == PerturbationSet.GlobalBall && strength > Math.Sqrt(2) * radius)
        {
            // All reachable pre-activations stay on the power part of σ.
            return Exists($"α = {strength:0.###} > √2 ε = {Math.Sqrt(2) * radius:0.###}", RobustFeatureNetwork(0.99 * activation.Threshold / (law.Robust.Largest + radius)));
        }

        double reach = radius * (set == PerturbationSet.MaximumNorm ? distribution.RobustFeatures.Max(static u => TensorPrimitives.SumOfMagnitudes<double>(u)) : 1);
        return strength > 2 * reach && neuronsPerClass > law.Classes
            ? Exists($"α = {strength:0.###} exceeds twice the reach {reach:0.###} of a perturbation along a robust feature, and m = {neuronsPerClass} > K = {law.Classes}", ThresholdNetwork(reach))
            : new ExistenceAnswer(Existence.Unknown, FormattableString.Invariant($"α = {strength:0.###} is not above twice the reach {reach:0.###}, or m = {neuronsPerClass} is not above K = {law.Classes}."), null);
    }

    /// <summary>
    /// The distance, in the norm of the set, of some two samples of different classes at their smallest strengths: an upper bound of the
    /// smallest one.
    /// </summary>
    private double? ClosestPair(PerturbationSet set)
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

    private static ExistenceAnswer Exists(FormattableString reason, PatchNetwork witness) =>
        new(Existence.Exists, FormattableString.Invariant(reason), witness);

    // w_{i,0} = scale · u_i, all other neurons 0.
    private PatchNetwork RobustFeatureNetwork(double scale)
    {
        var weights = new Matrix(law.Classes * neuronsPerClass, law.Dimension);
        for (int i = 0; i < law.Classes; i++)
        {
            Write(weights, i * neuronsPerClass, scale, i);
        }

        return new PatchNetwork(weights, law.Classes, activation);
    }

    // h(t) = 2σ(ct) − σ(2^{1/q} ct) is 0 for ct ≤ ϱ/2^{1/q} and positive beyond; F_y − F_o = Σ_p h(⟨u_y, x_p⟩) − h(⟨u_o, x_p⟩).
    private PatchNetwork ThresholdNetwork(double reach)
    {
        double root = Math.Pow(2, 1.0 / activation.Exponent);
        double scale = activation.Threshold / (root * reach) * (1 - 1e-6);
        var weights = new Matrix(law.Classes * neuronsPerClass, law.Dimension);
        for (int i = 0; i < law.Classes; i++)
        {
            int row = i * neuronsPerClass;
            Write(weights, row++, scale, i);
            Write(weights, row++, scale, i);
            for (int other = 0; other < law.Classes; other++)
            {
                if (other != i)
                {
                    Write(weights, row++, root * scale, other);
                }
            }
        }

        return new PatchNetwork(weights, law.Classes, activation);
    }

    private void Write(Matrix weights, int row, double scale, int feature)
    {
        for (int j = 0; j < law.Dimension; j++)
        {
            weights.Row(row)[j] = (float)(scale * distribution.RobustFeatures[feature][j]);
        }
    }
}
