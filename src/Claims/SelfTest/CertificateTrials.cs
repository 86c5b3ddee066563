using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Model.Device;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.SelfTest;

/// <summary>Certificates of one network, one relaxation and one radius, and what tried to refute them.</summary>
/// <param name="Network">The network, in words.</param>
/// <param name="Relaxation">The relaxation.</param>
/// <param name="Radius">τ.</param>
/// <param name="Points">Points certified or left open.</param>
/// <param name="Certified">Points certified.</param>
/// <param name="Perturbations">Perturbations tried.</param>
/// <param name="Violation">A perturbation below its certificate, or null, as it must be.</param>
public sealed record CertificateTrial(string Network, Relaxation Relaxation, double Radius, int Points, int Certified, long Perturbations, SoundnessViolation? Violation);

/// <summary>A wrong certificate that the same search must refute.</summary>
/// <param name="Name">What is wrong with it, as a clause.</param>
/// <param name="Networks">Networks on which it was tried.</param>
/// <param name="Refuted">Networks on which it was refuted.</param>
public sealed record CorruptedTrial(string Name, int Networks, int Refuted);

/// <summary>What a self-test of the certificates found.</summary>
/// <param name="Trials">Every network, relaxation and radius.</param>
/// <param name="Corrupted">Wrong certificates.</param>
public sealed record CertificateTrialsResult(IReadOnlyList<CertificateTrial> Trials, IReadOnlyList<CorruptedTrial> Corrupted)
{
    /// <summary>Perturbations tried in all.</summary>
    public long Perturbations => Trials.Sum(static trial => trial.Perturbations);

    /// <summary>Whether no certificate was refuted and every kind of wrong one was.</summary>
    public bool IsPassed => Violations == 0 && Corrupted.All(static one => one.Refuted > 0);

    /// <summary>Trials that refuted a certificate; 0, as it must be.</summary>
    public int Violations => Trials.Count(static trial => trial.Violation is not null);
}

/// <summary>
/// The soundness of certificates by the million: random and attacked perturbations of points of trained and untrained
/// networks, none of which may fall below a certificate; and wrong certificates, which the same search must refute.
/// </summary>
/// <param name="smoothings">The laws of smoothing to try, at least one.</param>
/// <param name="threads">Worker threads; no result depends on how many.</param>
/// <param name="perturbations">Perturbations in all, at least.</param>
/// <param name="seed">Seed of networks, points and perturbations.</param>
public sealed class CertificateTrials(IReadOnlyList<Smoothing> smoothings, int threads, long perturbations, ulong seed)
{
    // A wrong certificate must be refuted by no more effort than the sound ones withstand in the default run.
    private const int RandomPerturbations = 400, Descents = 2, DescentSteps = 50;

    private static readonly Relaxation[] Relaxations = Enum.GetValues<Relaxation>();

    // Shares of τ: where points are certified, and where the bounds turn negative.
    private static readonly double[] RadiusShares = [1, 1.5];

    private readonly long trialCount = smoothings.Count * SelfTestNetworks.CountOfSmoothing * Relaxations.Length * RadiusShares.Length;
    private readonly List<CertificateTrial> trials = [];
    private readonly List<(string Name, bool Refuted)> corrupted = [];

    /// <summary>Runs all trials.</summary>
    /// <param name="devices">Opens the device that trains.</param>
    /// <param name="progress">Receives the number of perturbations tried; what it throws ends the run.</param>
    /// <param name="cancellation">Stops between two trials or training steps.</param>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public CertificateTrialsResult Run(IDeviceFactory devices, IProgress<WorkDone> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(devices);
        ArgumentNullException.ThrowIfNull(progress);
        using IDevice device = devices.Open(threads);
        using var pool = new WorkerPool(threads);
        foreach (SelfTestNetwork network in new SelfTestNetworks(device.SparseCoding, smoothings, seed).Create(cancellation))
        {
            using (network)
            {
                Try(network, pool, progress, cancellation);
                Corrupt(network, pool);
            }
        }

        return new CertificateTrialsResult(
            trials,
            [.. corrupted.GroupBy(static one => one.Name).Select(static kind => new CorruptedTrial(kind.Key, kind.Count(), kind.Count(static one => one.Refuted)))]);
    }

    private void Try(SelfTestNetwork tried, WorkerPool pool, IProgress<WorkDone> progress, CancellationToken cancellation)
    {
        foreach (double radius in RadiusShares.Select(share => share * tried.Radius))
        {
            foreach (Relaxation relaxation in Relaxations)
            {
                cancellation.ThrowIfCancellationRequested();
                var test = new CertificateSelfTest(
                    CertificateSettings.Default with { Relaxation = relaxation },
                    (perturbations + trialCount - 1) / trialCount,
                    unchecked(seed + (ulong)trials.Count));
                long before = trials.Sum(static trial => trial.Perturbations);
                CertificateSelfTestResult result = test.Run(tried.Network, tried.Points, radius, pool, new Offset(progress, before, perturbations));
                trials.Add(new CertificateTrial(tried.Name, relaxation, radius, result.Points, result.Certified, result.Perturbations, result.Violation));
            }
        }
    }

    private void Corrupt(SelfTestNetwork tried, WorkerPool pool)
    {
        Certificate[] sound = Certify(tried.Network, tried, pool);
        Search("claimed for 1.5 times the radius they were made for", [.. sound.Select(static one => one with { Radius = 1.5 * one.Radius })]);
        if (tried.Smoothing != Smoothing.None)
        {
            using var plain = new SymmetricReluNetwork(tried.Network.Weights.Clone(), tried.Network.Bias, tried.Network.SmoothingWidth, tried.Network.OutputScale, Smoothing.None);
            Search("made for the network without its smoothing", Certify(plain, tried, pool));
        }

        void Search(string name, Certificate[] certificates) => corrupted.Add((
            name,
            new SoundnessSearch(RandomPerturbations, Descents, DescentSteps, seed).Run(tried.Network, tried.Points, certificates, pool, static _ => { }) is not null));
    }

    private static Certificate[] Certify(SymmetricReluNetwork network, SelfTestNetwork tried, WorkerPool pool) =>
        new Certifier(new CertifiableNetwork(network), pool).Certify(tried.Points, tried.Radius, CertificateSettings.Default);

    // Counts of one trial as counts of the whole run.
    private sealed class Offset(IProgress<WorkDone> progress, long before, long total) : IProgress<long>
    {
        public void Report(long value) => progress.Report(new WorkDone(Math.Min(before + value, total), total));
    }
}
