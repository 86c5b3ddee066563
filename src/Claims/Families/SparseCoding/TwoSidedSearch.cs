using System.Numerics.Tensors;
using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>What is known of points at one radius.</summary>
/// <param name="Margins">Smallest y f(x + δ) that any attack reached, float64 [n].</param>
/// <param name="Certificates">The best found [n]; null for points that were broken before one was asked for.</param>
internal sealed record TwoSidedOutcome(double[] Margins, Certificate?[] Certificates)
{
    // Margins of attacks are of perturbations rounded to float32, which may stand out of the ball by that rounding.
    private const double RelativeRounding = 1e-5;

    /// <summary>Points that no attack brought down.</summary>
    public int Standing => Enumerable.Range(0, Margins.Length).Count(IsStanding);

    /// <summary>Points that no perturbation of the ball can bring down.</summary>
    public int Certified => Enumerable.Range(0, Margins.Length).Count(IsCertified);

    /// <summary>Points with an attack, or a step of the search for their certificate, below what the certificate proves.</summary>
    public int Contradicted => Certificates.Zip(Margins).Count(static pair => pair.First is { } certificate
        && certificate.LowerBound > Math.Min(pair.Second, certificate.AttackedMargin) + (RelativeRounding * Math.Abs(certificate.CleanMargin)));

    /// <summary>Keeps the margins that are lower than what was met before.</summary>
    public void Lower(int[] points, double[] margins)
    {
        for (int i = 0; i < points.Length; i++)
        {
            Margins[points[i]] = Math.Min(Margins[points[i]], margins[i]);
        }
    }

    /// <summary>Keeps the certificates that prove more than earlier ones.</summary>
    public void Raise(int[] points, Certificate[] certificates)
    {
        for (int i = 0; i < points.Length; i++)
        {
            if (Certificates[points[i]] is not { } earlier || certificates[i].LowerBound > earlier.LowerBound)
            {
                Certificates[points[i]] = certificates[i];
            }
        }
    }

    /// <summary>Whether no attack brought the point down.</summary>
    public bool IsStanding(int point) => Margins[point] > 0;

    /// <summary>Whether no perturbation of the ball can bring the point down.</summary>
    public bool IsCertified(int point) => IsStanding(point) && Certificates[point] is { IsCertified: true };

    /// <summary>Whether the point stands, though nothing proves that it must.</summary>
    public bool IsUndecided(int point) => IsStanding(point) && !IsCertified(point);
}

/// <summary>
/// Attacks and certifies points of one network, the cheapest first: the dense mixture; a short search for a certificate, whose
/// descent is an attack as well; the whole ensemble for the points that stand uncertified; the full search for a certificate
/// for those that stand then; one more attack from where it has its minimum. A certified point needs no attack to be
/// counted; the first <paramref name="crossChecks"/> points of every batch get the ensemble nevertheless, so that certificates
/// that prove too much would be seen.
/// </summary>
/// <param name="device">Computes gradients.</param>
/// <param name="ensemble">The attacks.</param>
/// <param name="denseMixture">u [d].</param>
/// <param name="network">The network.</param>
/// <param name="certifier">The certifier of that network, asked for only where a point stands.</param>
/// <param name="attack">How hard points are attacked; the radius is that of each run.</param>
/// <param name="crossChecks">Points of each batch that are attacked whatever their certificates say.</param>
internal sealed class TwoSidedSearch(
    ISparseCodingDevice device,
    AttackEnsemble ensemble,
    double[] denseMixture,
    SymmetricReluNetwork network,
    Lazy<Certifier> certifier,
    EnsembleSettings attack,
    int crossChecks)
{
    // Points that can be certified rarely take more; the others would take all iterations, at three times the cost of an attack.
    private const int ShortIterations = 10;

    // A μ for every neuron takes about a second a point: worth it for the last few of a network that is robust, hopeless for
    // hundreds of one that is not.
    private const int MostWithOwnCurvatures = 32;

    private readonly ReferenceNetwork reference = new(network);

    /// <summary>Asks to stop between two parts of the search.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Attacks and certifies points at one radius.</summary>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public TwoSidedOutcome Run(LabelledPoints points, double radius, CertificateSettings settings) =>
        Run(points, radius, settings, static _ => true, static _ => true);

    /// <summary>The same where not everything is asked about every point.</summary>
    /// <param name="points">The points [n].</param>
    /// <param name="radius">τ.</param>
    /// <param name="settings">The effort of certificates.</param>
    /// <param name="isAttackAsked">Which points the ensemble may attack.</param>
    /// <param name="isCertificateAsked">For which points a certificate may be searched at length.</param>
    public TwoSidedOutcome Run(LabelledPoints points, double radius, CertificateSettings settings, Func<int, bool> isAttackAsked, Func<int, bool> isCertificateAsked)
    {
        var outcome = new TwoSidedOutcome(VerifiedMargins.OfPoints(reference, points), new Certificate?[points.Count]);
        var batch = new Batch(points, radius, outcome, Cancellation);
        Lower(batch, outcome.IsStanding, (standing, perturbations, _) => DenseMixtureAttack.Write(standing, denseMixture, radius, perturbations));
        Certify(batch, outcome.IsStanding, ToDecideSoon(settings));
        Lower(batch, outcome.IsUndecided, (_, perturbations, asked) => WriteMinimisers(outcome, asked, perturbations));
        AttackWithEnsemble(batch, point => outcome.IsUndecided(point) ? isAttackAsked(point) : point < crossChecks && outcome.IsStanding(point));
        CertifyAtLength(batch, point => outcome.IsUndecided(point) && isCertificateAsked(point), settings);
        Lower(batch, point => outcome.IsUndecided(point) && isAttackAsked(point), (undecided, perturbations, asked) =>
        {
            WriteMinimisers(outcome, asked, perturbations);
            device.AdaptiveAttack(network, undecided.X, undecided.Y, new AdaptiveAttackSettings(radius, attack.Steps), perturbations);
        });
        return outcome;
    }

    private sealed record Batch(LabelledPoints Points, double Radius, TwoSidedOutcome Outcome, CancellationToken Cancellation)
    {
        // Every part of the search begins with its points, so this is where it can be stopped.
        public int[] Where(Func<int, bool> isAsked)
        {
            Cancellation.ThrowIfCancellationRequested();
            return [.. Enumerable.Range(0, Points.Count).Where(isAsked)];
        }
    }

    private static CertificateSettings ToDecideSoon(CertificateSettings settings) =>
        CertificateSettings.ToDecideFast with { Iterations = Math.Min(ShortIterations, settings.Iterations) };

    private static void WriteMinimisers(TwoSidedOutcome outcome, int[] points, Matrix perturbations)
    {
        for (int i = 0; i < points.Length; i++)
        {
            TensorPrimitives.ConvertTruncating<double, float>(outcome.Certificates[points[i]]!.Perturbation, perturbations.Row(i));
        }
    }

    // Perturbs the points that are asked for and keeps the margins that fall.
    private void Lower(Batch batch, Func<int, bool> isAsked, Action<LabelledPoints, Matrix, int[]> perturb)
    {
        int[] asked = batch.Where(isAsked);
        if (asked.Length > 0)
        {
            using LabelledPoints selected = batch.Points.Select(asked);
            using var perturbations = new Matrix(asked.Length, selected.X.Columns);
            perturb(selected, perturbations, asked);
            batch.Outcome.Lower(asked, VerifiedMargins.Compute(reference, selected, perturbations, batch.Radius));
        }
    }

    private void AttackWithEnsemble(Batch batch, Func<int, bool> isAsked)
    {
        int[] asked = batch.Where(isAsked);
        if (asked.Length > 0)
        {
            using LabelledPoints selected = batch.Points.Select(asked);
            using EnsembleResult result = ensemble.Run(network, selected, attack with { Radius = batch.Radius });
            batch.Outcome.Lower(asked, result.Margins);
        }
    }

    private void CertifyAtLength(Batch batch, Func<int, bool> isAsked, CertificateSettings settings)
    {
        Certify(batch, isAsked, settings.Relaxation == Relaxation.QuadraticPerNeuron ? settings with { Relaxation = Relaxation.Quadratic } : settings);
        if (settings.Relaxation == Relaxation.QuadraticPerNeuron && batch.Where(isAsked).Length <= MostWithOwnCurvatures)
        {
            Certify(batch, isAsked, settings);
        }
    }

    private void Certify(Batch batch, Func<int, bool> isAsked, CertificateSettings settings)
    {
        int[] asked = batch.Where(isAsked);
        if (asked.Length > 0)
        {
            using LabelledPoints selected = batch.Points.Select(asked);
            batch.Outcome.Raise(asked, certifier.Value.Certify(selected, batch.Radius, settings));
        }
    }
}
