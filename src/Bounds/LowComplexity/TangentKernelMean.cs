using System.Numerics.Tensors;
using PurifyProofs.Model.FixedFeatures;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Bounds.LowComplexity;

/// <summary>Means Ê[yφ(x − yρu)] of tangent features and the dual bound with λ = 1 that they give.</summary>
public sealed class TangentKernelMean(SymmetricReluNetwork network, SparseCodingDistribution distribution, ISparseCodingDevice device)
{
    private const int BatchSize = 512;
    private const int Shifts = 9;

    // Features are computed in float32: p_i is off by about 1e-6 ‖w_i‖‖x‖, a gate by that over its width s_i, here below 1e-4.
    private const double FeatureReserve = 1e-4;

    /// <summary>ρ in [0, τ] with the smallest mean on pilot samples.</summary>
    public double BestShift(double radius, int samples) =>
        Enumerable.Range(0, Shifts).Select(i => radius * i / (Shifts - 1)).MinBy(shift => Sum(RandomStream.LowComplexityPilot, shift, samples, double.PositiveInfinity, out _).Conclude(0.5).ResidualNorm);

    /// <summary>The certificate of one shift on fresh samples.</summary>
    public DualCertificate Certify(double shift, int samples, double errorProbability)
    {
        Sum(RandomStream.LowComplexityPilot, shift, BatchSize, double.PositiveInfinity, out double largest);
        DualCertificate certificate = Sum(RandomStream.DualBound, shift, samples, 1.2 * largest, out _).Conclude(errorProbability);
        return certificate with { ResidualDeviation = certificate.ResidualDeviation + (FeatureReserve * largest) };
    }

    private DualVectorSum Sum(RandomStream stream, double shift, int samples, double clip, out double largestNorm)
    {
        using var batch = new TangentKernelBatch(network, BatchSize);
        using var part = new Matrix(network.Width, network.Dimension);
        var sum = new DualVectorSum(network.Width, network.Dimension, clip);
        var labels = new float[BatchSize];
        largestNorm = 0;
        for (int step = 0; step * BatchSize < samples; step++)
        {
            device.Sample(distribution, stream, step, batch.Points, labels);
            Shift(batch.Points, labels, shift);
            batch.Gate();
            batch.MeasureFeatures();
            largestNorm = Math.Max(largestNorm, Math.Sqrt(batch.SquaredFeatureNorms.Max()));
            batch.SumFeatures(sum.Admit(batch.SquaredFeatureNorms, labels), part);
            sum.Add(part);
        }

        return sum;
    }

    private void Shift(Matrix points, float[] labels, double length)
    {
        float[] direction = Array.ConvertAll(distribution.DenseMixture, static value => (float)value);
        for (int j = 0; j < labels.Length; j++)
        {
            TensorPrimitives.MultiplyAdd<float>(direction, (float)(-labels[j] * length), points.Row(j), points.Row(j));
        }
    }
}
