using System.Numerics.Tensors;

namespace PurifyProofs.Model.Patches;

/// <summary>Margins of perturbed samples in float64, with the perturbation held inside its set in float64.</summary>
public static class VerifiedPatchMargins
{
    // Float32 coordinates leave the border by rounding.
    private const double Tolerance = 1e-5;

    /// <summary>F_y − max_{o≠y} F_o [n], unperturbed.</summary>
    public static double[] OfSamples(ReferencePatchNetwork network, PatchSamples samples)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(samples);
        var margins = new double[samples.Count];
        Parallel.For(0, margins.Length, i => margins[i] = network.Margin(samples.Sample(i), samples.Classes[i]));
        return margins;
    }

    /// <summary>F_y − max_{o≠y} F_o at x_p + Bᵀ c_p [n], where coordinates outside the set by rounding are drawn in.</summary>
    /// <param name="network">The network.</param>
    /// <param name="samples">Samples.</param>
    /// <param name="threat">The threat model.</param>
    /// <param name="perturbations">c [nP × k].</param>
    /// <exception cref="ArgumentException">Coordinates leave the set by more than rounding.</exception>
    public static double[] Compute(ReferencePatchNetwork network, PatchSamples samples, PatchThreat threat, Matrix perturbations)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(threat);
        ArgumentNullException.ThrowIfNull(perturbations);
        var margins = new double[samples.Count];
        Parallel.For(0, margins.Length, i =>
        {
            double[] x = samples.Sample(i);
            Add(threat, Coordinates(threat, samples, perturbations, i), x);
            margins[i] = network.Margin(x, samples.Classes[i]);
        });
        return margins;
    }

    /// <summary>x_p ← x_p + Bᵀ c_p for every patch.</summary>
    /// <param name="threat">The threat model.</param>
    /// <param name="coordinates">c [P·k].</param>
    /// <param name="x">Patches [P·d].</param>
    public static void Add(PatchThreat threat, ReadOnlySpan<double> coordinates, Span<double> x)
    {
        ArgumentNullException.ThrowIfNull(threat);
        int count = threat.Basis.Length, dimension = threat.Basis[0].Length;
        for (int p = 0; p * count < coordinates.Length; p++)
        {
            Span<double> patch = x.Slice(p * dimension, dimension);
            for (int k = 0; k < count; k++)
            {
                TensorPrimitives.MultiplyAdd(threat.Basis[k], coordinates[(p * count) + k], patch, patch);
            }
        }
    }

    private static double[] Coordinates(PatchThreat threat, PatchSamples samples, Matrix perturbations, int sample)
    {
        int count = threat.Basis.Length;
        var coordinates = new double[samples.Patches * count];
        for (int p = 0; p < samples.Patches; p++)
        {
            TensorPrimitives.ConvertTruncating<float, double>(perturbations.Row((sample * samples.Patches) + p), coordinates.AsSpan(p * count, count));
        }

        double size = threat.RelativeSize(coordinates);
        if (!(size <= 1 + Tolerance))
        {
            throw new ArgumentException(FormattableString.Invariant($"The perturbation of sample {sample} is {size} times as large as the threat model allows."));
        }

        TensorPrimitives.Multiply(coordinates, size > 1 ? (1 - 1e-15) / size : 1, coordinates);
        return coordinates;
    }
}
