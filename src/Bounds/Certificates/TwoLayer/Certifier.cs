using System.Runtime.Intrinsics;
using PurifyProofs.Bounds.Rounding;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>
/// Certifies points of one network in the ℓ2 ball. Points are worked on eight at a time and every point's result depends on that
/// point only, so that neither the batch nor the number of threads changes it.
/// </summary>
/// <param name="network">The network.</param>
/// <param name="pool">Threads to use.</param>
public sealed class Certifier(CertifiableNetwork network, WorkerPool pool)
{
    private const int Lanes = LaneMatrix.Lanes;

    // Keeps νI − A positive definite in the hard case, where the best ν is μλ_max itself.
    private const double RelativeClearance = 1e-9;
    private readonly VerifiedBound verified = new(network.NeuronMinimum, new MultiplierBound());

    /// <summary>The same with other bounds in place of the proved ones; for tests that show that wrong ones are caught.</summary>
    internal Certifier(CertifiableNetwork network, WorkerPool pool, INeuronMinimum neurons, ITrustRegionBound trustRegion)
        : this(network, pool) => verified = new VerifiedBound(neurons, trustRegion);

    /// <summary>Certifies every point at one radius.</summary>
    /// <param name="points">Points with labels [n].</param>
    /// <param name="radius">τ &gt; 0.</param>
    /// <param name="settings">The relaxation and the effort.</param>
    /// <exception cref="ArgumentException">Shapes differ, or the radius or a coordinate is not a finite number, or the radius is not positive.</exception>
    public Certificate[] Certify(LabelledPoints points, double radius, CertificateSettings settings)
    {
        ArgumentNullException.ThrowIfNull(points);
        return Certify(points, [.. Enumerable.Repeat(radius, points.Count)], settings, null);
    }

    /// <summary>Certifies every point at a radius of its own, starting from earlier certificates.</summary>
    /// <param name="points">Points with labels [n].</param>
    /// <param name="radii">τ &gt; 0 [n].</param>
    /// <param name="settings">The relaxation and the effort.</param>
    /// <param name="earlier">Certificates of the same points at other radii [n], or null.</param>
    /// <exception cref="ArgumentException">As above.</exception>
    public Certificate[] Certify(LabelledPoints points, double[] radii, CertificateSettings settings, Certificate[]? earlier)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(radii);
        ArgumentNullException.ThrowIfNull(settings);
        CertificateInput.Require(network, points, radii, earlier);
        var certificates = new Certificate[points.Count];
        pool.Run((points.Count + Lanes - 1) / Lanes, (item, _) =>
        {
            int first = item * Lanes;
            int[] indices = [.. Enumerable.Range(first, Math.Min(Lanes, points.Count - first))];
            CertifyBlock(points, radii, indices, settings, earlier).CopyTo(certificates, first);
        });
        return certificates;
    }

    private Certificate[] CertifyBlock(LabelledPoints points, double[] radii, int[] indices, CertificateSettings settings, Certificate[]? earlier)
    {
        var block = new LaneBlock(network, points, indices, radii.AsSpan(indices[0], indices.Length));
        var descent = new RelaxationDescent(block, settings);
        if (earlier is null)
        {
            descent.Run();
        }
        else
        {
            descent.Run(Start(block, [.. indices.Select(index => earlier[index])]), Curvatures(indices, earlier));
        }

        double[] bounds = verified.Evaluate(block, Dual(network, descent));
        if (settings.Relaxation == Relaxation.QuadraticPerNeuron)
        {
            new CurvatureRefinement(verified, settings).Raise(bounds, block, descent);
        }

        double[] cleanMargins = block.Margins(new double[LaneMatrix.Space(network.Dimension)]);
        double[] perturbations = block.InBall(descent.BestPosition);
        double[] attackedMargins = block.Margins(perturbations);
        return [.. indices.Select((index, lane) => new Certificate(
            block.Radii[lane],
            bounds[lane],
            cleanMargins[lane],
            Math.Min(attackedMargins[lane], cleanMargins[lane]),
            [.. Enumerable.Range(0, network.Dimension).Select(j => points.Y[index] * perturbations[(j * Lanes) + lane])],
            descent.BestCurvature[lane],
            [.. Enumerable.Range(0, network.Dimension).Select(j => descent.Position[(j * Lanes) + lane])]))];
    }

    // Where the relaxation of the other radius had its minimum, as a share of the radius.
    private double[] Start(LaneBlock block, Certificate[] earlier)
    {
        var start = new double[LaneMatrix.Space(network.Dimension)];
        for (int lane = 0; lane < Lanes; lane++)
        {
            Certificate certificate = earlier[Math.Min(lane, earlier.Length - 1)];
            for (int j = 0; j < network.Dimension; j++)
            {
                start[(j * Lanes) + lane] = certificate.RelaxationMinimiser[j] * block.Radii[lane] / certificate.Radius;
            }
        }

        return start;
    }

    private static Vector512<double> Curvatures(int[] indices, Certificate[] earlier) =>
        Vector512.Create([.. Enumerable.Range(0, Lanes).Select(lane => earlier[indices[Math.Min(lane, indices.Length - 1)]].Curvature)]);

    /// <summary>The parameters that a search ended with.</summary>
    internal static LaneDual Dual(CertifiableNetwork network, RelaxationDescent descent)
    {
        var dual = new LaneDual(network);
        descent.BestSlopes.CopyTo(dual.Slopes, 0);
        for (int k = 0; k < network.Width * Lanes; k++)
        {
            dual.Curvatures[k] = descent.BestCurvature[k % Lanes];
        }

        for (int lane = 0; lane < Lanes; lane++)
        {
            double pole = RoundingError.Above(descent.BestCurvature[lane] * network.LargestEigenvalueBound, 1);
            double clearance = Math.Max(descent.BestMultiplier[lane], (RelativeClearance * pole) + 1e-100);
            dual.Multipliers[lane] = pole + clearance;
            dual.SmallestEigenvalues[lane] = (dual.Multipliers[lane] - pole) * (1 - (4 * RoundingError.Unit));
        }

        SolveInEigenbasis(network, dual, descent);
        return dual;
    }

    private static void SolveInEigenbasis(CertifiableNetwork network, LaneDual dual, RelaxationDescent descent)
    {
        var solution = new double[LaneMatrix.Space(network.Dimension)];
        network.EigenBackward.Multiply(dual.Slopes, solution);
        for (int k = 0; k < network.Dimension * Lanes; k++)
        {
            solution[k] /= dual.Multipliers[k % Lanes] - (descent.BestCurvature[k % Lanes] * network.Eigenvalues[k / Lanes]);
        }

        network.Rotate.Multiply(solution, dual.Solutions);
    }
}
