using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Model.Files;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.ByHand;

/// <summary>The files of a certification by hand.</summary>
/// <param name="Weights">The network.</param>
/// <param name="Points">The points.</param>
public sealed record CertifiedFiles(string Weights, string Points)
{
    /// <summary>Reads both; the caller disposes of them.</summary>
    /// <exception cref="InvalidDataException">A file is damaged, lacks an array or does not fit the other; one sentence.</exception>
    internal CertifiedInput Read()
    {
        NpzArchive archive = NpzArchive.Read(Weights);
        ReadNetwork network = NetworkFile.Read(archive);
        var input = new CertifiedInput(
            network, DenseMixtureFile.Read(archive, network.Network.Dimension), PointsFile.Read(NpzArchive.Read(Points)));
        FileAttack.RequireFit(Weights, network.Network, Points, input.Points.Points);
        RequireMemory(Weights, network.Network.Dimension);
        return input;
    }

    // WᵀW, its eigenbasis and what is packed of it, some of them twice for a time.
    private static void RequireMemory(string path, int dimension)
    {
        const double Matrices = 6;
        double needed = Matrices * sizeof(double) * dimension * dimension, there = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (needed > there || (long)dimension * dimension > Array.MaxLength)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"'{path}' takes dimension {dimension}, and a certificate needs an eigenbasis there, {needed / 1e9:0} GB; use attack, which needs none, or fewer inputs."));
        }
    }
}

/// <summary>A network, its dense mixture where the file holds it, and points that fit.</summary>
internal sealed record CertifiedInput(ReadNetwork Network, double[]? DenseMixture, ReadPoints Points) : IDisposable
{
    /// <summary>Gives back the memory of both.</summary>
    public void Dispose()
    {
        Network.Dispose();
        Points.Dispose();
    }
}

/// <summary>What a certification by hand proved.</summary>
/// <param name="Certificates">A certificate for every point [n].</param>
/// <param name="Radii">
/// The largest certified radius of every point [n], and in the place of the smallest radius broken the length of the shortest perturbation
/// found that turns the label; null where nobody asked.
/// </param>
public sealed record CertificationOutcome(Certificate[] Certificates, CertifiedRadius[]? Radii)
{
    /// <summary>Share of points classified correctly without perturbation.</summary>
    public double CleanAccuracy => Share(static certificate => certificate.CleanMargin > 0);

    /// <summary>Share of points whose label survived every attack and the search for their certificate; an upper bound of robust accuracy.</summary>
    public double AttackedAccuracy => Share(static certificate => certificate.AttackedMargin > 0);

    /// <summary>Share of points proved to keep their label in the whole ball; a lower bound of robust accuracy.</summary>
    public double CertifiedAccuracy => Share(static certificate => certificate.IsCertified);

    private double Share(Func<Certificate, bool> isCounted) => Certificates.Count(isCounted) / (double)Certificates.Length;
}

/// <summary>
/// Certifies the network of one file on the points of another, as the files hold them, and attacks them as <see cref="FileAttack"/> does
/// when not told how hard to try.
/// </summary>
/// <param name="device">Where gradients of attacks are computed.</param>
/// <param name="pool">Threads to use; no number depends on how many.</param>
/// <param name="settings">The relaxation and the effort.</param>
public sealed class FileCertificate(ISparseCodingDevice device, WorkerPool pool, CertificateSettings settings)
{
    /// <summary>Brackets of certified radii end at most this share of ‖x‖ wide.</summary>
    public const double RadiusAccuracy = 1e-3;

    private const int BoundarySteps = 100;

    // Points between two reports of progress, for each thread: the eight lanes of a block, some blocks each.
    private const int ChunkPerThread = 32;

    /// <summary>Certifies every point at one radius.</summary>
    /// <param name="files">What is read.</param>
    /// <param name="radius">τ &gt; 0.</param>
    /// <param name="progress">Receives the number of points done.</param>
    /// <param name="cancellation">Stops between two chunks of points.</param>
    /// <exception cref="InvalidDataException">A file is damaged, lacks an array or does not fit the other; one sentence.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public CertificationOutcome Run(CertifiedFiles files, double radius, IProgress<WorkDone> progress, CancellationToken cancellation) =>
        Run(files, radius, (certifier, indices) => new CertificationOutcome(Certify(certifier, indices, radius), null), progress, cancellation);

    /// <summary>
    /// The same, and the largest certified radius of every point, sought between 0 and ‖x‖: f is odd, so δ = −x has the
    /// margin 0 and no point is robust beyond.
    /// </summary>
    /// <inheritdoc cref="Run(CertifiedFiles, double, IProgress{WorkDone}, CancellationToken)"/>
    public CertificationOutcome RunWithRadii(CertifiedFiles files, double radius, IProgress<WorkDone> progress, CancellationToken cancellation) =>
        Run(files, radius, (certifier, indices) => CertifyWithRadii(certifier, indices, radius), progress, cancellation);

    private static Certificate[] Certify(FileCertifier certifier, int[] indices, double radius) =>
        certifier.Certify(indices, [.. Enumerable.Repeat(radius, indices.Length)], null);

    // The origin has the margin 0, so that no radius is certified there, whichever is tried.
    private static CertificationOutcome CertifyWithRadii(FileCertifier certifier, int[] indices, double radius) => new(
        Certify(certifier, indices, radius),
        RadiusSearch.Run((radii, earlier) => certifier.Certify(indices, radii, earlier), certifier.Norms(indices), RadiusAccuracy));

    private CertificationOutcome Run(
        CertifiedFiles files,
        double radius,
        Func<FileCertifier, int[], CertificationOutcome> certify,
        IProgress<WorkDone> progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(progress);
        using CertifiedInput input = files.Read();
        LabelledPoints points = input.Points.Points;
        var certifier = new FileCertifier(input.Network, input.Points, pool, settings);
        var parts = new List<CertificationOutcome>();
        long done = 0;
        foreach (int[] indices in Enumerable.Range(0, points.Count).Chunk(ChunkPerThread * pool.ThreadCount))
        {
            cancellation.ThrowIfCancellationRequested();
            parts.Add(certify(certifier, indices));
            progress.Report(new WorkDone(done += indices.Length, points.Count));
        }

        FileEnsembleResult attacked = FileEnsemble.ByDefault(device, pool, radius).Run(input.Network, input.Points, input.DenseMixture);
        Certificate[] certificates = [.. parts.SelectMany(part => part.Certificates).Select((one, i) => Attacked(one, attacked, i))];
        CertifiedRadius[]? radii = parts.TrueForAll(part => part.Radii is not null) ? [.. parts.SelectMany(part => part.Radii!)] : null;
        if (radii is not null)
        {
            pool.Run(radii.Length, (i, _) => radii[i] = Broken(radii[i], certificates[i], input, i));
        }

        return new CertificationOutcome(certificates, radii);
    }

    private static Certificate Attacked(Certificate certificate, FileEnsembleResult attacked, int index) =>
        attacked.Margins[index] < certificate.AttackedMargin
            ? certificate with { AttackedMargin = attacked.Margins[index], Perturbation = attacked.Perturbations[index] }
            : certificate;

    // f is odd: −x turns every label.
    private static CertifiedRadius Broken(CertifiedRadius radius, Certificate certificate, CertifiedInput input, int index)
    {
        var margins = new FileMargins(input.Network.Exact, input.Points);
        double[] x = margins.Point(index);
        var attack = new BoundaryAttack(input.Network.Exact, x, input.Points.Points.Y[index]);
        attack.Offer([.. x.Select(static coordinate => -coordinate)]);
        attack.Offer(certificate.Perturbation);
        foreach (double[] start in new[] { attack.Shortest!, certificate.Perturbation, new double[x.Length] })
        {
            attack.Run(start, attack.Length, 0, BoundarySteps);
        }

        return radius with { Broken = EuclideanNorm.UpperBound(attack.Shortest!) };
    }
}
