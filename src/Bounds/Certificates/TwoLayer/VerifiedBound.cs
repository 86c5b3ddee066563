using PurifyProofs.Bounds.Rounding;

namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>
/// Evaluates the certificate for given parameters with every rounding error bounded and subtracted; what it returns is a theorem
/// (docs/certificates.md).
/// </summary>
/// <param name="neurons">Bounds of the one-dimensional minima.</param>
/// <param name="trustRegion">Bound of the trust-region term.</param>
internal sealed class VerifiedBound(INeuronMinimum neurons, ITrustRegionBound trustRegion)
{
    private const int Lanes = LaneMatrix.Lanes;

    /// <summary>Lower bounds of y f(x + δ) over ‖δ‖ ≤ τ [8].</summary>
    public double[] Evaluate(LaneBlock block, LaneDual dual)
    {
        var bounds = new double[Lanes];
        TrustRegionTerm[] terms = TrustRegionTerms(block, dual);
        for (int lane = 0; lane < block.Count; lane++)
        {
            (double sum, double magnitude) = NeuronSum(block, dual, lane);
            double ball = trustRegion.LowerBound(terms[lane]);
            double bound = sum + ball - (RoundingError.Gamma(8) * (magnitude + Math.Abs(ball))) - RoundingError.Underflow;
            bounds[lane] = double.IsNaN(bound) ? double.NegativeInfinity : bound;
        }

        return bounds;
    }

    /// <summary>A lower bound of Σ_i min h_i over the block's ranges: of the margin itself where these are empty.</summary>
    public double MarginBound(LaneBlock block, int lane) => NeuronSum(block, new LaneDual(block.Network), lane).Sum;

    /// <summary>Σ_i min G_i with its error and that of p = W(yx) taken off, and the sum of magnitudes.</summary>
    private (double Sum, double Magnitude) NeuronSum(LaneBlock block, LaneDual dual, int lane)
    {
        CertifiableNetwork network = block.Network;
        double sum = 0, magnitude = 0, norms = 0;
        for (int i = 0; i < network.Width; i++)
        {
            int at = (i * Lanes) + lane;
            double minimum = neurons.LowerBound(new NeuronTerm(
                network.OutputScale,
                network.Bias[i],
                network.SmoothingWidth[i],
                block.Preactivations[at],
                block.Low[at],
                block.High[at],
                dual.Slopes[at],
                dual.Curvatures[at]));
            sum += minimum;
            magnitude += Math.Abs(minimum);
            norms += network.NormBounds[i];
        }

        // h is Lipschitz with constant |a|, and |p_i − W_i(yx)| ≤ γ_d ‖w_i‖ ‖x‖.
        double preactivation = RoundingError.Gamma(network.Dimension) * Math.Abs(network.OutputScale) * Norm(block.Points, lane) * norms;
        double error = RoundingError.Above((RoundingError.Gamma(network.Width) * magnitude) + preactivation, network.Width + 8);
        return (sum - error, magnitude + error);
    }

    private static TrustRegionTerm[] TrustRegionTerms(LaneBlock block, LaneDual dual)
    {
        CertifiableNetwork network = block.Network;
        int width = network.Width, dimension = network.Dimension;
        var slopes = new double[LaneMatrix.Space(dimension)];
        var image = new double[LaneMatrix.Space(width)];
        var back = new double[LaneMatrix.Space(dimension)];
        network.Backward.Multiply(dual.Slopes, slopes);
        network.Forward.Multiply(dual.Solutions, image);
        for (int k = 0; k < width * Lanes; k++)
        {
            image[k] *= dual.Curvatures[k];
        }

        network.Backward.Multiply(image, back);
        var terms = new TrustRegionTerm[Lanes];
        for (int lane = 0; lane < block.Count; lane++)
        {
            terms[lane] = Term(block, dual, lane, slopes, back);
        }

        return terms;
    }

    private static TrustRegionTerm Term(LaneBlock block, LaneDual dual, int lane, double[] slopes, double[] back)
    {
        CertifiableNetwork network = block.Network;
        int width = network.Width, dimension = network.Dimension;
        double multiplier = dual.Multipliers[lane];
        double weightedSlopes = 0, weightedCurvatures = 0, product = 0, residualSquare = 0;
        for (int i = 0; i < width; i++)
        {
            double norm = network.NormBounds[i];
            weightedSlopes += Math.Abs(dual.Slopes[(i * Lanes) + lane]) * norm;
            weightedCurvatures += dual.Curvatures[(i * Lanes) + lane] * norm * norm;
        }

        for (int j = 0; j < dimension; j++)
        {
            int at = (j * Lanes) + lane;
            double residual = slopes[at] - (multiplier * dual.Solutions[at]) + back[at];
            product += dual.Solutions[at] * slopes[at];
            residualSquare += residual * residual;
        }

        double slopeNorm = Norm(slopes, lane), solutionNorm = Norm(dual.Solutions, lane);
        double applied = RoundingError.Gamma(width + dimension + 4) * weightedCurvatures * solutionNorm;
        double rounding = RoundingError.Gamma(4) * (slopeNorm + ((multiplier + weightedCurvatures) * solutionNorm));
        return new TrustRegionTerm(
            block.Radii[lane],
            multiplier,
            dual.SmallestEigenvalues[lane],
            slopeNorm,
            RoundingError.Above(RoundingError.Gamma(width) * weightedSlopes, width + 4),
            product,
            solutionNorm,
            RoundingError.Above(Math.Sqrt(RoundingError.Above(residualSquare, dimension + 1)) + applied + rounding, width + 8),
            dimension);
    }

    // An upper bound of the norm of one lane.
    private static double Norm(double[] vectors, int lane)
    {
        double square = 0;
        for (int at = lane; at < vectors.Length; at += Lanes)
        {
            square += vectors[at] * vectors[at];
        }

        return RoundingError.Above(Math.Sqrt(RoundingError.Above(square, vectors.Length)), 1);
    }
}
