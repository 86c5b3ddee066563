using PurifyProofs.Bounds.Rounding;

namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>Proves that B = νI − Wᵀdiag(μ)W is positive definite.</summary>
internal static class CurvatureProof
{
    /// <summary>A proved lower bound of λ_min(B), −∞ where the proof fails.</summary>
    /// <param name="network">The network.</param>
    /// <param name="curvatures">μ [m].</param>
    /// <param name="multiplier">ν.</param>
    public static double SmallestEigenvalue(CertifiableNetwork network, double[] curvatures, double multiplier)
    {
        int dimension = network.Dimension;
        double weighted = 0;
        for (int i = 0; i < network.Width; i++)
        {
            weighted += curvatures[i] * network.NormBounds[i] * network.NormBounds[i];
        }

        var matrix = new double[dimension * dimension];
        network.AddGram(matrix, curvatures, -1);
        SymmetricMatrix.AddDiagonal(matrix, dimension, multiplier);
        double error = RoundingError.Above(
            (RoundingError.Gamma(network.Width + 4) * weighted) + (2 * RoundingError.Unit * (multiplier + weighted)),
            network.Width + 8);
        for (double shift = 0.01 * multiplier; shift > 1e-10 * multiplier; shift *= 0.2)
        {
            double proved = CholeskyVerification.LowerBoundOfSmallestEigenvalue((double[])matrix.Clone(), dimension, shift) - error;
            if (proved > 0)
            {
                return proved * (1 - (4 * RoundingError.Unit));
            }
        }

        return double.NegativeInfinity;
    }
}
