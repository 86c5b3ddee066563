using System.Numerics.Tensors;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.FixedFeatures;

/// <summary>Points in float64 with their labels ±1, for models so small that float64 costs nothing.</summary>
/// <param name="X">Points [n][d].</param>
/// <param name="Y">Labels [n].</param>
public sealed record LabelledVectors(double[][] X, double[] Y)
{
    /// <summary>n.</summary>
    public int Count => Y.Length;

    /// <summary>Samples 0 … n − 1 of a step of a stream.</summary>
    public static LabelledVectors Draw(SparseCodingDistribution distribution, RandomStream stream, int step, int count)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        return DrawRows(distribution, stream, step, count, static row => row);
    }

    /// <summary>The same samples in teacher coordinates t_j = sign(w*_j)⟨M_j, x⟩ [D]: an isometry of x for orthonormal dictionaries.</summary>
    /// <exception cref="ArgumentException">The dictionary is not orthonormal.</exception>
    public static LabelledVectors DrawInTeacherCoordinates(SparseCodingDistribution distribution, RandomStream stream, int step, int count)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        if (distribution.Law.Dictionary != DictionaryLaw.Orthonormal)
        {
            throw new ArgumentException("Teacher coordinates keep distances only if the dictionary is orthonormal.", nameof(distribution));
        }

        double[][] axes = SignedElements(distribution);
        return DrawRows(distribution, stream, step, count, row => Array.ConvertAll(axes, axis => TensorPrimitives.Dot<double>(axis, row)));
    }

    private static unsafe LabelledVectors DrawRows(SparseCodingDistribution distribution, RandomStream stream, int step, int count, Func<double[], double[]> transform)
    {
        var x = new double[count][];
        var y = new double[count];
        Parallel.For(0, count, () => new Matrix(1, distribution.Law.Dimension), (i, _, row) =>
        {
            y[i] = distribution.Draw(stream, step, i, row.Data);
            var point = new double[row.Columns];
            TensorPrimitives.ConvertTruncating<float, double>(row.Row(0), point);
            x[i] = transform(point);
            return row;
        }, static row => row.Dispose());
        return new LabelledVectors(x, y);
    }

    private static double[][] SignedElements(SparseCodingDistribution distribution)
    {
        var axes = new double[distribution.Dictionary.Rows][];
        for (int j = 0; j < axes.Length; j++)
        {
            axes[j] = new double[distribution.Dictionary.Columns];
            TensorPrimitives.ConvertTruncating<float, double>(distribution.Dictionary.Row(j), axes[j]);
            TensorPrimitives.Multiply<double>(axes[j], Math.Sign(distribution.Teacher[j]), axes[j]);
        }

        return axes;
    }
}
