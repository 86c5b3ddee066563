using System.Numerics.Tensors;
using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Model.Files;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.ByHand;

/// <summary>
/// Certificates of the numbers that files hold, from those of the nearest float32 ones (docs/certificates.md, section 7): the ball
/// around the float32 point is larger by the distance between the two points, and the bound of the margin smaller by what the two
/// networks can differ.
/// </summary>
/// <param name="network">The network.</param>
/// <param name="points">The points.</param>
/// <param name="pool">Threads to use; no number depends on how many.</param>
/// <param name="settings">The relaxation and the effort.</param>
internal sealed class FileCertifier(ReadNetwork network, ReadPoints points, WorkerPool pool, CertificateSettings settings)
{
    private readonly Certifier certifier = new(new CertifiableNetwork(network.Network), pool);
    private readonly FileRounding rounding = new(network, points);
    private readonly FileMargins margins = new(network.Exact, points);

    /// <summary>Certifies some points, each at a radius of its own.</summary>
    /// <param name="indices">Which points [n].</param>
    /// <param name="radii">τ &gt; 0 [n].</param>
    /// <param name="earlier">Certificates of the same points at other radii [n], or null.</param>
    public Certificate[] Certify(int[] indices, double[] radii, Certificate[]? earlier)
    {
        using LabelledPoints rounded = points.Points.Select(indices);
        double[] larger = [.. radii.Select((radius, i) => rounding.Radius(indices[i], radius))];
        Certificate[]? start = earlier?.Select((one, i) => one with { Radius = rounding.Radius(indices[i], one.Radius) }).ToArray();
        Certificate[] found = certifier.Certify(rounded, larger, settings, start);
        var stated = new Certificate[found.Length];
        pool.Run(stated.Length, (i, _) => stated[i] = OfFile(found[i], indices[i], radii[i]));
        return stated;
    }

    /// <summary>‖x‖ of some points [n]; 1 at the origin.</summary>
    public double[] Norms(int[] indices) =>
        [.. indices.Select(index => TensorPrimitives.Norm<double>(margins.Point(index)) is var norm and > 0 ? norm : 1)];

    private Certificate OfFile(Certificate certificate, int index, double radius)
    {
        double clean = rounding.IsNone(index) ? certificate.CleanMargin : margins.OfPoint(index);
        double[] perturbation = FileMargins.InBall(certificate.Perturbation, radius);
        double attacked = margins.Of(index, perturbation);
        bool helps = attacked < clean;
        double loss = rounding.Loss(index, radius);
        return certificate with
        {
            Radius = radius,
            LowerBound = loss == 0 ? certificate.LowerBound : Math.BitDecrement(certificate.LowerBound - loss),
            CleanMargin = clean,
            AttackedMargin = helps ? attacked : clean,
            Perturbation = helps ? perturbation : new double[perturbation.Length],
        };
    }
}
