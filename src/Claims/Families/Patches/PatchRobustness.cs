using PurifyProofs.Bounds.Certificates.Patches;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Claims.Families.Patches;

/// <summary>Why an evaluation should not be trusted.</summary>
public enum EvaluationWarningKind
{
    /// <summary>The attack's objective has no gradient where it starts.</summary>
    VanishingGradient,

    /// <summary>A perturbation fixed beforehand reaches smaller margins than the attack.</summary>
    FixedPerturbationIsWorse,

    /// <summary>Far more samples withstand the attack than are certified.</summary>
    CertificateFarBelowAttack,
}

/// <summary>A warning of the evaluation itself.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Sentence">How bad it is, in one sentence.</param>
public sealed record EvaluationWarning(EvaluationWarningKind Kind, string Sentence);

/// <summary>Robust accuracy from both sides.</summary>
/// <param name="Samples">n.</param>
/// <param name="Clean">Samples classified correctly.</param>
/// <param name="WithstandAttack">Samples that withstand the attack under evaluation, whatever it is worth.</param>
/// <param name="Attacked">Margins of all attacks together, float64 [n]: an upper bound of the smallest margins.</param>
/// <param name="Certificates">Lower bounds.</param>
/// <param name="Warnings">Why the attack should not be trusted; empty when nothing is known against it.</param>
public sealed record PatchRobustness(int Samples, int Clean, int WithstandAttack, double[] Attacked, PatchCertificate[] Certificates, IReadOnlyList<EvaluationWarning> Warnings)
{
    private const double Negligible = 0.01;
    private const double FarBelow = 0.05;

    // Below this, float32 squares of a gradient underflow and no step has a direction.
    private const double LeastGradient = 1e-22;

    /// <summary>Samples that withstand everything that was tried.</summary>
    public int WithstandAll => Attacked.Count(static margin => margin > 0);

    /// <summary>Samples certified.</summary>
    public int Certified => Certificates.Count(static certificate => certificate.IsCertified);

    /// <summary>Attacks, injects, certifies, and compares.</summary>
    /// <param name="device">Where attacks run.</param>
    /// <param name="network">The network.</param>
    /// <param name="samples">Samples.</param>
    /// <param name="threat">The threat model.</param>
    /// <param name="attack">The attack under evaluation.</param>
    /// <param name="certificate">How long to search for a certificate.</param>
    /// <param name="seed">Seed of random starts.</param>
    public static PatchRobustness Measure(
        IPatchDevice device, PatchNetwork network, PatchSamples samples, PatchThreat threat, PatchAttackSettings attack, PatchCertificateSettings certificate, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(attack);
        var reference = new ReferencePatchNetwork(network);
        using PatchAttackResult found = PatchAttack.Descend(device, network, samples, threat, attack, seed);
        using PatchAttackResult injected = PatchAttack.Inject(network, samples, threat);
        int withstand = found.Robust;
        double flat = FlatShare(reference, samples, threat, attack), beaten = BeatenShare(found.Margins, injected.Margins);
        PatchAttack.Improve(found, injected.Margins, injected.Perturbations, samples.Patches);
        PatchCertificate[] certificates = new PatchCertifier(network, threat).Certify(samples, certificate, found.Perturbations);
        double gap = (double)(withstand - certificates.Count(static c => c.IsCertified)) / Math.Max(1, samples.Count);
        double[] attacked = [.. found.Margins.Zip(certificates, static (margin, enclosure) => Math.Min(margin, enclosure.Upper))];
        int clean = VerifiedPatchMargins.OfSamples(reference, samples).Count(static margin => margin > 0);
        return new PatchRobustness(samples.Count, clean, withstand, attacked, certificates, Warn(flat, beaten, gap));
    }

    private static List<EvaluationWarning> Warn(double flat, double beaten, double gap)
    {
        var warnings = new List<EvaluationWarning>();
        if (flat > Negligible)
        {
            warnings.Add(new(EvaluationWarningKind.VanishingGradient, FormattableString.Invariant($"At {flat:0.0%} of the samples the attack's objective has no gradient where it starts: it cannot move.")));
        }

        if (beaten > Negligible)
        {
            warnings.Add(new(EvaluationWarningKind.FixedPerturbationIsWorse, FormattableString.Invariant($"At {beaten:0.0%} of the samples a fixed injection of another class's feature fools the network where the attack did not.")));
        }

        if (gap > FarBelow)
        {
            warnings.Add(new(EvaluationWarningKind.CertificateFarBelowAttack, FormattableString.Invariant($"{gap:0.0%} of the samples withstand the attack without being certified.")));
        }

        return warnings;
    }

    private static double BeatenShare(double[] attacked, double[] injected) =>
        (double)attacked.Zip(injected, static (own, other) => own > 0 && other <= 0 ? 1 : 0).Sum() / Math.Max(1, attacked.Length);

    // Starts elsewhere than at the sample do not depend on the gradient there.
    private static double FlatShare(ReferencePatchNetwork network, PatchSamples samples, PatchThreat threat, PatchAttackSettings attack)
    {
        if (attack.Starts != PatchAttackStarts.Sample || attack.RandomStarts > 0)
        {
            return 0;
        }

        int flat = 0;
        for (int i = 0; i < samples.Count; i++)
        {
            flat += LargestGradient(network, samples.Sample(i), samples.Classes[i], threat, attack.Objective) < LeastGradient ? 1 : 0;
        }

        return (double)flat / Math.Max(1, samples.Count);
    }

    private static double LargestGradient(ReferencePatchNetwork network, double[] x, int label, PatchThreat threat, PatchAttackObjective objective)
    {
        double largest = 0;
        var gradient = new double[x.Length];
        foreach (double[] coefficients in Coefficients(network, x, label, objective))
        {
            network.InputGradient(x, coefficients, gradient);
            largest = Math.Max(largest, NormInBasis(gradient, threat));
        }

        return largest;
    }

    private static IEnumerable<double[]> Coefficients(ReferencePatchNetwork network, double[] x, int label, PatchAttackObjective objective)
    {
        if (objective == PatchAttackObjective.CrossEntropy)
        {
            yield return network.LossSlopes(x, label);
            yield break;
        }

        for (int target = 0; target < network.Classes; target++)
        {
            if (target != label)
            {
                var coefficients = new double[network.Classes];
                (coefficients[label], coefficients[target]) = (1, -1);
                yield return coefficients;
            }
        }
    }

    private static double NormInBasis(double[] gradient, PatchThreat threat)
    {
        double squared = 0;
        int dimension = threat.Basis[0].Length;
        for (int start = 0; start < gradient.Length; start += dimension)
        {
            foreach (double[] row in threat.Basis)
            {
                squared += Math.Pow(System.Numerics.Tensors.TensorPrimitives.Dot<double>(row, gradient.AsSpan(start, dimension)), 2);
            }
        }

        return Math.Sqrt(squared);
    }
}
