using System.Numerics.Tensors;

namespace PurifyProofs.Model.Patches;

/// <summary>Where found perturbations point, in float64: are they made of the label's and the target's non-robust features?</summary>
public static class PerturbationDirections
{
    /// <summary>
    /// For every sample the cosine between its whole perturbation and that part of it which erases the label's non-robust feature or injects
    /// the target's: √(Σ_p [max(−⟨δ_p, v_y⟩, 0)² + max(⟨δ_p, v_o⟩, 0)²] / Σ_p ‖δ_p‖²), o the strongest wrong class at x + δ. 1 where δ_p lies
    /// in the quadrant of −v_y and v_o; not a number where δ = 0.
    /// </summary>
    /// <param name="network">The attacked network.</param>
    /// <param name="samples">Samples.</param>
    /// <param name="threat">The threat model.</param>
    /// <param name="perturbations">c [nP × k].</param>
    /// <param name="nonRobustFeatures">v as rows [K][d].</param>
    public static double[] Cosines(ReferencePatchNetwork network, PatchSamples samples, PatchThreat threat, Matrix perturbations, double[][] nonRobustFeatures)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(threat);
        ArgumentNullException.ThrowIfNull(perturbations);
        ArgumentNullException.ThrowIfNull(nonRobustFeatures);
        var cosines = new double[samples.Count];
        for (int i = 0; i < cosines.Length; i++)
        {
            double[] delta = Perturbation(samples, threat, perturbations, i);
            double[] x = samples.Sample(i);
            TensorPrimitives.Add<double>(x, delta, x);
            double[] outputs = network.Outputs(x);
            int label = samples.Classes[i], target = StrongestOther(outputs, label);
            cosines[i] = Cosine(delta, nonRobustFeatures[label], nonRobustFeatures[target]);
        }

        return cosines;
    }

    private static double[] Perturbation(PatchSamples samples, PatchThreat threat, Matrix perturbations, int sample)
    {
        int count = threat.Basis.Length;
        var coordinates = new double[samples.Patches * count];
        for (int p = 0; p < samples.Patches; p++)
        {
            TensorPrimitives.ConvertTruncating<float, double>(perturbations.Row((sample * samples.Patches) + p), coordinates.AsSpan(p * count, count));
        }

        var delta = new double[samples.Patches * samples.X.Columns];
        VerifiedPatchMargins.Add(threat, coordinates, delta);
        return delta;
    }

    private static double Cosine(double[] delta, double[] erased, double[] injected)
    {
        double along = 0;
        for (int start = 0; start < delta.Length; start += erased.Length)
        {
            ReadOnlySpan<double> patch = delta.AsSpan(start, erased.Length);
            along += Math.Pow(Math.Max(-TensorPrimitives.Dot(patch, erased), 0), 2) + Math.Pow(Math.Max(TensorPrimitives.Dot(patch, injected), 0), 2);
        }

        return Math.Sqrt(along) / TensorPrimitives.Norm<double>(delta);
    }

    private static int StrongestOther(double[] outputs, int label)
    {
        int strongest = label == 0 ? 1 : 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            strongest = i != label && outputs[i] > outputs[strongest] ? i : strongest;
        }

        return strongest;
    }
}
