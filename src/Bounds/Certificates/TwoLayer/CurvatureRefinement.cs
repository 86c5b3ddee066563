namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>Certifies again, with a μ of its own for every neuron, the points of a block that one μ for all left open.</summary>
/// <param name="verified">The proved evaluation.</param>
/// <param name="settings">The effort.</param>
internal sealed class CurvatureRefinement(VerifiedBound verified, CertificateSettings settings)
{
    private const int Lanes = LaneMatrix.Lanes;

    // Ends the ascent of a point a little above 0, so that the proof's rounding does not undo it.
    private const double Decided = 1e-4;

    // Keeps the first B positive definite in the hard case, where ν is μλ_max.
    private const double RelativeClearance = 1e-6;

    /// <summary>Raises the bounds [8] that are at most 0 at points without a known misclassified perturbation, where it can.</summary>
    public void Raise(double[] bounds, LaneBlock block, RelaxationDescent descent)
    {
        int[] open = [.. Enumerable.Range(0, block.Count).Where(lane => bounds[lane] <= 0 && descent.AttackedMargin[lane] > 0)];
        if (open.Length == 0)
        {
            return;
        }

        var dual = new LaneDual(block.Network);
        var position = new double[LaneMatrix.Space(block.Network.Dimension)];
        block.Network.Rotate.Multiply(descent.Position, position);
        foreach (int lane in open)
        {
            Store(block.Network, Ascend(block, descent, position, lane), dual, lane);
        }

        double[] raised = verified.Evaluate(block, dual);
        foreach (int lane in open)
        {
            bounds[lane] = Math.Max(bounds[lane], raised[lane]);
        }
    }

    private CurvatureAscent Ascend(LaneBlock block, RelaxationDescent descent, double[] position, int lane)
    {
        CertifiableNetwork network = block.Network;
        double curvature = descent.BestCurvature[lane];
        var ascent = new CurvatureAscent(block, lane)
        {
            Multiplier = (curvature * network.LargestEigenvalueBound * (1 + RelativeClearance)) + descent.BestMultiplier[lane],
        };
        for (int j = 0; j < network.Dimension; j++)
        {
            ascent.Position[j] = position[(j * Lanes) + lane];
        }

        ascent.Curvatures.AsSpan(0, network.Width).Fill(curvature);
        ascent.Run(
            settings.CurvatureIterations,
            descent.AttackedMargin[lane] - descent.BestBound[lane],
            Decided * Math.Abs(descent.CleanMargin[lane]));
        return ascent;
    }

    private static void Store(CertifiableNetwork network, CurvatureAscent ascent, LaneDual dual, int lane)
    {
        for (int i = 0; i < ascent.BestSlopes.Length; i++)
        {
            dual.Slopes[(i * Lanes) + lane] = ascent.BestSlopes[i];
            dual.Curvatures[(i * Lanes) + lane] = ascent.BestCurvatures[i];
        }

        for (int j = 0; j < ascent.BestSolution.Length; j++)
        {
            dual.Solutions[(j * Lanes) + lane] = ascent.BestSolution[j];
        }

        dual.Multipliers[lane] = ascent.BestMultiplier;
        dual.SmallestEigenvalues[lane] = CurvatureProof.SmallestEigenvalue(network, ascent.BestCurvatures, ascent.BestMultiplier);
    }
}
