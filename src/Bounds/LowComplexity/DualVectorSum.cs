using System.Numerics.Tensors;
using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Bounds.LowComplexity;

/// <summary>The sums of a <see cref="DualCertificate"/> for features too many to be written down point by point; λ = 1, or 0 where ‖φ‖ > R.</summary>
internal sealed class DualVectorSum(int rows, int columns, double clip)
{
    private readonly double[] sum = new double[rows * columns];
    private readonly double[] row = new double[columns];
    private long count;
    private long admitted;
    private double squares;
    private double fourthPowers;

    /// <summary>Counts a batch; returns λy [n].</summary>
    public float[] Admit(double[] squaredNorms, float[] labels)
    {
        var slopes = new float[labels.Length];
        for (int j = 0; j < labels.Length; j++)
        {
            count++;
            if (squaredNorms[j] <= clip * clip)
            {
                admitted++;
                squares += squaredNorms[j];
                fourthPowers += squaredNorms[j] * squaredNorms[j];
                slopes[j] = labels[j];
            }
        }

        return slopes;
    }

    /// <summary>Adds Σλyφ of that batch [m × d].</summary>
    public void Add(Matrix part)
    {
        for (int i = 0; i < rows; i++)
        {
            TensorPrimitives.ConvertTruncating<float, double>(part.Row(i), row);
            Span<double> target = sum.AsSpan(i * columns, columns);
            TensorPrimitives.Add(target, row, target);
        }
    }

    /// <summary>The certificate.</summary>
    public DualCertificate Conclude(double errorProbability) => DualCertificate.FromSums(
        new DualSums(count, admitted, TensorPrimitives.Norm<double>(sum), squares, fourthPowers, clip), errorProbability);
}
