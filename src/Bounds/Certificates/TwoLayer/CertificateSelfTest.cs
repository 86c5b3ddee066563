using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>What a self-test did.</summary>
/// <param name="Points">Points certified.</param>
/// <param name="Certified">Points with a positive certificate.</param>
/// <param name="Perturbations">Perturbations tried.</param>
/// <param name="Violation">A perturbation below its certificate, or null, as it must be.</param>
public sealed record CertificateSelfTestResult(int Points, int Certified, long Perturbations, SoundnessViolation? Violation);

/// <summary>
/// The heavy form of the soundness test, for <c>purify selftest</c>: certifies the points of a given network and tries at least as many
/// random and attacked perturbations as asked for, none of which may have a margin below its certificate.
/// </summary>
/// <param name="settings">Effort of the certificates.</param>
/// <param name="perturbations">Perturbations in all, for instance 10⁶.</param>
/// <param name="seed">Seed of the random perturbations.</param>
public sealed class CertificateSelfTest(CertificateSettings settings, long perturbations, ulong seed)
{
    private const int DescentSteps = 50;

    // One perturbation in four is a step of a descent, the others are random.
    private const int RandomShare = 3;

    /// <summary>Runs the test.</summary>
    /// <param name="network">A network, trained or not.</param>
    /// <param name="points">Points with labels [n], at least one.</param>
    /// <param name="radius">τ.</param>
    /// <param name="pool">Threads to use.</param>
    /// <param name="progress">Receives the number of perturbations tried so far.</param>
    /// <exception cref="ArgumentException">There is no point, or the input is one that no certificate can be about.</exception>
    public CertificateSelfTestResult Run(SymmetricReluNetwork network, LabelledPoints points, double radius, WorkerPool pool, IProgress<long> progress)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentOutOfRangeException.ThrowIfZero(points.Count, nameof(points));
        Certificate[] certificates = new Certifier(new CertifiableNetwork(network), pool).Certify(points, radius, settings);
        SoundnessSearch search = Search(points.Count);
        long tried = 0;
        SoundnessViolation? violation = search.Run(network, points, certificates, pool, count => progress.Report(Interlocked.Add(ref tried, count)));
        return new CertificateSelfTestResult(points.Count, certificates.Count(static certificate => certificate.IsCertified), tried, violation);
    }

    private SoundnessSearch Search(int points)
    {
        long each = (perturbations + points - 1) / points;
        int descents = (int)Math.Max(0, (each / (RandomShare + 1) / (DescentSteps + 1)) - 1);
        long random = Math.Max(0, each - ((descents + 1L) * (DescentSteps + 1)));
        return new SoundnessSearch((int)random, descents, DescentSteps, seed);
    }
}
