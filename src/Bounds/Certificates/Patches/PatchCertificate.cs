namespace PurifyProofs.Bounds.Certificates.Patches;

/// <summary>What a search is for.</summary>
public enum CertificateGoal
{
    /// <summary>Whether the smallest margin is positive; a pair of classes is left as soon as that is known.</summary>
    Sign,

    /// <summary>The smallest margin itself, to the tolerance.</summary>
    Value,
}

/// <summary>How long a certificate is searched.</summary>
/// <param name="Goal">What for.</param>
/// <param name="LargestNodeCount">Regions bounded for each sample and pair of classes, at most; one a patch is the least.</param>
/// <param name="Tolerance">Absolute gap of <see cref="CertificateGoal.Value"/>, or relative to an upper value above 1.</param>
public sealed record PatchCertificateSettings(CertificateGoal Goal = CertificateGoal.Sign, int LargestNodeCount = 2000, double Tolerance = 1e-3);

/// <summary>The smallest margin of one sample over all perturbations and target classes, enclosed.</summary>
/// <param name="Lower">Proved: F_y − F_o ≥ this for every perturbation of the threat model and every class o ≠ y.</param>
/// <param name="Upper">Attained by <see cref="Perturbation"/>, to rounding.</param>
/// <param name="CleanMargin">F_y − max_o F_o at the sample, to rounding.</param>
/// <param name="Target">The class o of <see cref="Upper"/>.</param>
/// <param name="Perturbation">Coordinates c [P·k].</param>
/// <param name="Nodes">Regions bounded.</param>
public sealed record PatchCertificate(double Lower, double Upper, double CleanMargin, int Target, double[] Perturbation, int Nodes)
{
    /// <summary>Whether the sample keeps its class in the whole set; never for a misclassified one.</summary>
    public bool IsCertified => Lower > 0 && CleanMargin > 0;
}
