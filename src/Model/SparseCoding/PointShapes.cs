using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Model.SparseCoding;

/// <summary>The shapes that every device asks of its arguments, refused in the same words by all.</summary>
public static class PointShapes
{
    /// <summary>X must be [n × d] and y [n].</summary>
    /// <exception cref="ArgumentException">They are not; one sentence.</exception>
    public static void Require(int dimension, Matrix x, float[] y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Columns != dimension || y.Length != x.Rows)
        {
            throw new ArgumentException(
                $"Points [{x.Rows} × {x.Columns}] with {y.Length} labels do not fit dimension {dimension}; X must be [n × d] and y [n].");
        }
    }

    /// <summary>X must be [n × d], y [n], and so must the margins be.</summary>
    /// <exception cref="ArgumentException">They are not; one sentence.</exception>
    public static void Require(int dimension, Matrix x, float[] y, float[] margins)
    {
        ArgumentNullException.ThrowIfNull(margins);
        Require(dimension, x, y);
        if (margins.Length != x.Rows)
        {
            throw new ArgumentException($"{margins.Length} margins do not fit {x.Rows} points; there must be one for each.");
        }
    }

    /// <summary>X must be [n × d], y [n], and there must be one row of d for every point: a gradient or a perturbation.</summary>
    /// <exception cref="ArgumentException">They are not; one sentence.</exception>
    public static void Require(int dimension, Matrix x, float[] y, Matrix rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Require(dimension, x, y);
        if (rows.Rows != x.Rows || rows.Columns != dimension)
        {
            throw new ArgumentException(
                $"A matrix [{rows.Rows} × {rows.Columns}] does not fit points [{x.Rows} × {dimension}]; both must have one shape.");
        }
    }

    /// <summary>A network must take the points of the distribution that it is trained on.</summary>
    /// <exception cref="ArgumentException">It does not; one sentence.</exception>
    public static void Require(SymmetricReluNetwork network, SparseCodingDistribution distribution)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(distribution);
        if (network.Dimension != distribution.Law.Dimension)
        {
            throw new ArgumentException(
                $"A network of dimension {network.Dimension} cannot be trained on points of dimension {distribution.Law.Dimension}.");
        }
    }
}
