using PurifyProofs.Claims.Evidence;

namespace PurifyProofs.Claims.Claim;

/// <summary>
/// What speaks against an evaluation by attacks and certificates, heeded by every claim that rests on one. An attack below a certificate means
/// that one of the two is wrong, and nothing is decided. Attacks that could not move are no defect, but a verdict that rests on attacks which
/// found nothing says so.
/// </summary>
internal static class TrustWarnings
{
    /// <summary>Why a contradicted certificate leaves everything open.</summary>
    public const string Contradicted = "An attack contradicts a certificate: this evaluation cannot be trusted.";

    /// <summary>The verdict, or what is left of it.</summary>
    /// <param name="verdict">What the measures say.</param>
    /// <param name="evidence">All that was measured on the instance.</param>
    /// <param name="saysRobust">The verdict that rests on attacks that found nothing.</param>
    /// <param name="networks">The attacked or certified networks, as in measurement keys.</param>
    /// <exception cref="MissingMeasurementException">A network was certified, and whether attacks contradict that was not recorded.</exception>
    public static InstanceVerdict Heed(this InstanceVerdict verdict, InstanceEvidence evidence, VerdictKind saysRobust, params string[] networks)
    {
        if (networks.Any(network => evidence.Contains(EvidenceKeys.CertifiedAccuracy(network)) && evidence.Scalar(EvidenceKeys.ContradictedCertificates(network)) > 0))
        {
            return verdict with { Verdict = VerdictKind.Undecided, Reason = Contradicted };
        }

        return verdict.Verdict == saysRobust || verdict.Verdict == VerdictKind.Undecided
            ? verdict with { Reason = verdict.Reason + Doubts(evidence, networks) }
            : verdict;
    }

    private static string Doubts(InstanceEvidence evidence, string[] networks)
    {
        double vanishing = Sum(evidence, networks, EvidenceKeys.VanishingGradients), warnings = Sum(evidence, networks, EvidenceKeys.EvaluationWarnings);
        string still = vanishing > 0 ? FormattableString.Invariant($" At {vanishing} points the gradient of the margin vanishes, so that attacks see no direction.") : "";
        return still + (warnings > 0 ? FormattableString.Invariant($" Warnings of the evaluation itself: {warnings}.") : "");
    }

    // Evidence of an earlier version lacks some of them.
    private static double Sum(InstanceEvidence evidence, string[] networks, Func<string, string> key) =>
        networks.Select(key).Where(evidence.Contains).Sum(evidence.Scalar);
}
