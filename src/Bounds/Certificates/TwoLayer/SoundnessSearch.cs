using System.Numerics.Tensors;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>A perturbation that a certificate had excluded.</summary>
/// <param name="Point">Index of the point.</param>
/// <param name="Margin">y f(x + δ).</param>
/// <param name="LowerBound">What the certificate had promised.</param>
/// <param name="Perturbation">δ [d].</param>
public sealed record SoundnessViolation(int Point, double Margin, double LowerBound, double[] Perturbation);

/// <summary>
/// Tries to refute certificates: random perturbations of the ball and of its sphere, and descents of the margin from random points
/// and from the certificate's own perturbation, all in float64. A sound certificate is never refuted; the same search
/// refutes corrupted ones in the tests.
/// </summary>
/// <param name="RandomPerturbations">Random perturbations for each point.</param>
/// <param name="Descents">Descents from random points, beside the one from the certificate's perturbation.</param>
/// <param name="Steps">Gradient steps of a descent; every point visited counts.</param>
/// <param name="Seed">Seed of the random perturbations.</param>
public sealed record SoundnessSearch(int RandomPerturbations, int Descents, int Steps, ulong Seed)
{
    // The margin is computed in float64 too; its own rounding must not count as a refutation.
    private const double MarginRounding = 1e-12;

    /// <summary>Perturbations tried for each point.</summary>
    public long PerturbationsPerPoint => RandomPerturbations + ((Descents + 1L) * (Steps + 1));

    /// <summary>Searches around every point and returns a refutation, or null.</summary>
    /// <param name="network">The network.</param>
    /// <param name="points">Points [n].</param>
    /// <param name="certificates">Their certificates [n].</param>
    /// <param name="pool">Threads to use.</param>
    /// <param name="progress">Called with the number of perturbations tried since the last call, from any thread.</param>
    public SoundnessViolation? Run(SymmetricReluNetwork network, LabelledPoints points, Certificate[] certificates, WorkerPool pool, Action<long> progress)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(certificates);
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(progress);
        var reference = new ReferenceNetwork(network);
        double scale = Math.Abs(network.OutputScale) * Enumerable.Range(0, network.Width).Sum(i => (double)TensorPrimitives.Norm<float>(network.Weights.Row(i)));
        var violations = new SoundnessViolation?[points.Count];
        pool.Run(points.Count, (i, _) =>
        {
            var point = new SearchedPoint(reference, points, i, certificates[i].Radius);
            Search(point, (uint)i, certificates[i].Perturbation);
            double rounding = MarginRounding * (scale * (point.Norm + certificates[i].Radius) + Math.Abs(certificates[i].LowerBound));
            if (!(point.LowestMargin >= certificates[i].LowerBound - rounding))
            {
                violations[i] = new SoundnessViolation(i, point.LowestMargin, certificates[i].LowerBound, point.Worst);
            }

            progress(PerturbationsPerPoint);
        });
        return Array.Find(violations, static violation => violation is not null);
    }

    private void Search(SearchedPoint point, uint index, double[] start)
    {
        point.Descend(start, Steps);
        for (int descent = 0; descent < Descents; descent++)
        {
            point.Descend(Draw(point, index, (uint)descent, 0), Steps);
        }

        for (int sample = 0; sample < RandomPerturbations; sample++)
        {
            point.Visit(Draw(point, index, (uint)sample, 1));
        }
    }

    // Uniform on the sphere or, every other one, in the ball.
    private double[] Draw(SearchedPoint point, uint index, uint number, uint stream)
    {
        var random = new RandomSequence(Seed, index, number, stream);
        var direction = new double[point.Dimension];
        for (int j = 0; j < direction.Length; j++)
        {
            direction[j] = random.NextNormal();
        }

        double share = number % 2 == 0 ? 1 : Math.Pow(random.NextDouble(), 1.0 / direction.Length);
        TensorPrimitives.Multiply<double>(direction, share * point.Radius / TensorPrimitives.Norm<double>(direction), direction);
        return direction;
    }
}
