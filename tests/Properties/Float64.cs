namespace PurifyProofs.Properties;

/// <summary>Plain float64 sums, the yardstick for vector kernels.</summary>
internal static class Float64
{
    /// <summary>⟨a, b⟩.</summary>
    public static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += (double)a[i] * b[i];
        }

        return sum;
    }

    /// <summary>‖v‖.</summary>
    public static double Norm(IEnumerable<double> vector) => Math.Sqrt(vector.Sum(static value => value * value));

    /// <summary>‖v‖.</summary>
    public static double Norm(ReadOnlySpan<float> vector) => Math.Sqrt(Dot(vector, vector));

    /// <summary>‖a − b‖.</summary>
    public static double Distance(IEnumerable<double> a, IEnumerable<double> b) => Norm(a.Zip(b, static (u, v) => u - v));

    /// <summary>The row in float64.</summary>
    public static double[] Of(ReadOnlySpan<float> row)
    {
        var copy = new double[row.Length];
        for (int i = 0; i < copy.Length; i++)
        {
            copy[i] = row[i];
        }

        return copy;
    }
}
