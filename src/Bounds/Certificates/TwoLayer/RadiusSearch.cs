using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>The largest radius certified for a point, and the smallest one met at which it was not.</summary>
/// <param name="Certified">The point keeps its label for every ‖δ‖ ≤ this; 0 for a misclassified point.</param>
/// <param name="NotCertified">Above this no certificate was found; an upper limit of the search, not of the truth.</param>
/// <param name="Broken">The smallest radius at which a perturbation that changes the label was met, or infinity.</param>
public sealed record CertifiedRadius(double Certified, double NotCertified, double Broken);

/// <summary>
/// Finds for every point the largest certified radius by bisection; all points of a batch move together, each at its own radius, and
/// every certificate starts from the one before. Each radius returned is one that was itself certified.
/// </summary>
/// <param name="certifier">The certifier.</param>
/// <param name="settings">Effort of each certificate.</param>
public sealed class RadiusSearch(Certifier certifier, CertificateSettings settings)
{
    /// <summary>Bisects between 0 and a largest radius.</summary>
    /// <param name="points">Points with labels [n].</param>
    /// <param name="largestRadius">Above this nothing is tried.</param>
    /// <param name="relativeAccuracy">Bisection ends when every bracket is at most this share of <paramref name="largestRadius"/> wide.</param>
    /// <exception cref="ArgumentException">Shapes differ, a coordinate is not finite, or a radius or the accuracy is not positive.</exception>
    public CertifiedRadius[] Run(LabelledPoints points, double largestRadius, double relativeAccuracy)
    {
        ArgumentNullException.ThrowIfNull(points);
        return Run(points, [.. Enumerable.Repeat(largestRadius, points.Count)], relativeAccuracy);
    }

    /// <summary>The same with a largest radius of every point's own.</summary>
    /// <param name="points">Points with labels [n].</param>
    /// <param name="largestRadii">Above these nothing is tried [n].</param>
    /// <param name="relativeAccuracy">Bisection ends when every bracket is at most this share of the point's largest radius wide.</param>
    /// <exception cref="ArgumentException">As above.</exception>
    public CertifiedRadius[] Run(LabelledPoints points, double[] largestRadii, double relativeAccuracy)
    {
        ArgumentNullException.ThrowIfNull(points);
        return Run((radii, earlier) => certifier.Certify(points, radii, settings, earlier), largestRadii, relativeAccuracy);
    }

    /// <summary>The same with certificates of one's own making.</summary>
    /// <param name="certify">
    /// Certifies every point at a radius of its own, starting from the certificates of the call before, null at first.
    /// </param>
    /// <param name="largestRadii">Above these nothing is tried [n].</param>
    /// <param name="relativeAccuracy">Bisection ends when every bracket is at most this share of the point's largest radius wide.</param>
    /// <exception cref="ArgumentOutOfRangeException">A radius or the accuracy is not positive.</exception>
    public static CertifiedRadius[] Run(
        Func<double[], Certificate[]?, Certificate[]> certify, double[] largestRadii, double relativeAccuracy)
    {
        ArgumentNullException.ThrowIfNull(certify);
        ArgumentNullException.ThrowIfNull(largestRadii);
        Array.ForEach(largestRadii, CertificateInput.RequireRadius);
        if (!(relativeAccuracy > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(relativeAccuracy), relativeAccuracy, "An accuracy must be above 0.");
        }

        var unknown = new CertifiedRadius(0, double.PositiveInfinity, double.PositiveInfinity);
        CertifiedRadius[] found = [.. Enumerable.Repeat(unknown, largestRadii.Length)];
        double[] radii = [.. largestRadii];
        Certificate[]? certificates = null;
        for (double width = 2; width > relativeAccuracy; width *= 0.5)
        {
            certificates = certify(radii, certificates);
            for (int i = 0; i < found.Length; i++)
            {
                found[i] = Narrow(found[i], certificates[i]);
                radii[i] = Next(found[i], largestRadii[i]);
            }
        }

        return found;
    }

    private static CertifiedRadius Narrow(CertifiedRadius bracket, Certificate certificate) => bracket with
    {
        Certified = certificate.IsCertified ? Math.Max(bracket.Certified, certificate.Radius) : bracket.Certified,
        NotCertified = certificate.IsCertified ? bracket.NotCertified : Math.Min(bracket.NotCertified, certificate.Radius),
        Broken = certificate.AttackedMargin <= 0 ? Math.Min(bracket.Broken, certificate.Radius) : bracket.Broken,
    };

    // A point certified at the largest radius stays there.
    private static double Next(CertifiedRadius bracket, double largestRadius) =>
        Math.Min(0.5 * (bracket.Certified + bracket.NotCertified), largestRadius);
}
