using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>Refuses what no certificate can be about.</summary>
internal static class CertificateInput
{
    /// <summary>Throws where shapes differ, a coordinate is not finite, or a radius is not a positive finite number.</summary>
    /// <exception cref="ArgumentException">With one sentence that names what is wrong.</exception>
    public static void Require(CertifiableNetwork network, LabelledPoints points, double[] radii, Certificate[]? earlier)
    {
        if (points.X.Columns != network.Dimension)
        {
            throw new ArgumentException($"The points have {points.X.Columns} coordinates, but the network takes {network.Dimension}.", nameof(points));
        }

        if (radii.Length != points.Count || (earlier is not null && earlier.Length != points.Count))
        {
            throw new ArgumentException($"There are {points.Count} points, but {radii.Length} radii and {earlier?.Length ?? points.Count} earlier certificates; all must agree.", nameof(radii));
        }

        foreach (double radius in radii)
        {
            RequireRadius(radius);
        }

        for (int i = 0; i < points.Count; i++)
        {
            foreach (float coordinate in points.X.Row(i))
            {
                if (!float.IsFinite(coordinate))
                {
                    throw new ArgumentException($"Point {i} has a coordinate that is not finite; such a point has no certificate.", nameof(points));
                }
            }
        }
    }

    /// <summary>Throws where a radius is not a positive finite number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">With one sentence.</exception>
    public static void RequireRadius(double radius)
    {
        if (!(double.IsFinite(radius) && radius > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(radius), radius, "A radius must be a finite number above 0.");
        }
    }
}
