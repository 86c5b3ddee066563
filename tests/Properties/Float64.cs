using PurifyProofs.Model.Numerics;

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

    /// <summary>a + factor · b.</summary>
    public static double[] Sum(double[] a, double[] b, double factor = 1)
    {
        var sum = new double[a.Length];
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] = a[i] + (factor * b[i]);
        }

        return sum;
    }

    /// <summary>factor · v.</summary>
    public static double[] Scaled(double[] v, double factor) => Array.ConvertAll(v, value => factor * value);

    /// <summary>v, or the nearest point of the ball.</summary>
    public static double[] Project(double[] v, double radius)
    {
        double norm = Norm(v);
        return norm > radius ? Scaled(v, radius / norm) : v;
    }

    /// <summary>−length · v/‖v‖; zero where v is.</summary>
    public static double[] Downhill(double[] v, double length)
    {
        double norm = Norm(v);
        return Scaled(v, norm > 0 ? -length / norm : 0);
    }

    /// <summary>All rows in float64.</summary>
    public static double[][] Rows(Matrix matrix) => [.. Enumerable.Range(0, matrix.Rows).Select(i => Of(matrix.Row(i)))];

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
