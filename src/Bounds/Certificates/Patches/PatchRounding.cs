using System.Numerics.Tensors;
using PurifyProofs.Bounds.Rounding;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Bounds.Certificates.Patches;

/// <summary>
/// What all roundings together may add to the bound of one patch (docs/structured-data.md): a multiple of u times the sizes of the
/// pre-activations, generous by an order of magnitude.
/// </summary>
internal static class PatchRounding
{
    private const int Reserve = 16;

    /// <summary>Slack of a patch for one pair of classes.</summary>
    public static double Slack(PatchThreat threat, ClassDirections own, ClassDirections other, ReadOnlySpan<double> patch, double threshold)
    {
        int dimension = patch.Length, coordinates = threat.Basis.Length;
        double reach = RoundingError.Above(TensorPrimitives.Norm(patch), dimension + 4) + LongestPerturbation(threat);
        double sizes = 0;
        for (int r = 0; r < own.Norms.Length; r++)
        {
            sizes += ((own.Norms[r] + other.Norms[r]) * reach) + (4 * threshold);
        }

        long operations = dimension + (4L * coordinates) + (4L * own.Norms.Length) + 64;
        return Reserve * RoundingError.Gamma(operations) * sizes + RoundingError.Underflow;
    }

    // Σ_j |c_j| ‖B_j‖ bounds every partial sum of Bᵀ c.
    private static double LongestPerturbation(PatchThreat threat)
    {
        double sum = 0;
        foreach (double[] row in threat.Basis)
        {
            sum += TensorPrimitives.Norm<double>(row);
        }

        return RoundingError.Above(threat.Radius * sum, 2L * threat.Basis.Length + threat.Basis[0].Length);
    }
}
