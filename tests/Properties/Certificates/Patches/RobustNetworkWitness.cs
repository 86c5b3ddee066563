using PurifyProofs.Bounds.Certificates.Patches;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Properties.Certificates.Patches;

/// <summary>The networks whose robustness docs/structured-data.md proves, built: where a robust one is said to exist, this is it.</summary>
internal sealed class RobustNetworkWitness(StructuredPatchDistribution distribution, int neuronsPerClass, PowerReluFunction activation)
{
    private readonly StructuredPatchLaw law = distribution.Law;

    /// <summary>A network that withstands every perturbation in the span of the non-robust features.</summary>
    public PatchNetwork InNonRobustSpan() => OfRobustFeatures(1);

    /// <summary>A network that withstands every perturbation of the set in all of R^d; null where none is said to exist.</summary>
    public PatchNetwork? Full(PerturbationSet set, double radius)
    {
        var existence = new RobustNetworkExistence(distribution, neuronsPerClass);
        return radius >= existence.In(set).ExistsBelow ? null
            // All reachable pre-activations stay on the power part of σ.
            : set == PerturbationSet.GlobalBall ? OfRobustFeatures(0.99 * activation.Threshold / (law.Robust.Largest + radius))
            : OfThresholds(radius * existence.ReachOfUnit(set));
    }

    // w_{i,0} = scale · u_i, all other neurons 0.
    private PatchNetwork OfRobustFeatures(double scale)
    {
        var weights = new Matrix(law.Classes * neuronsPerClass, law.Dimension);
        for (int i = 0; i < law.Classes; i++)
        {
            Write(weights, i * neuronsPerClass, scale, i);
        }

        return new PatchNetwork(weights, law.Classes, activation);
    }

    // h(t) = 2σ(ct) − σ(2^{1/q} ct) is 0 for ct ≤ ϱ/2^{1/q} and positive beyond; F_y − F_o = Σ_p h(⟨u_y, x_p⟩) − h(⟨u_o, x_p⟩).
    private PatchNetwork OfThresholds(double reach)
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
