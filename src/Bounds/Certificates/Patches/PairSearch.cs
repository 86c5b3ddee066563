using PurifyProofs.Bounds.Rounding;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Bounds.Certificates.Patches;

/// <summary>The smallest F_y − F_o of one sample, enclosed.</summary>
internal sealed record PairEnclosure(double Lower, double Upper, double[] Perturbation, int Nodes);

/// <summary>Encloses min F_y − F_o over the perturbations of all patches.</summary>
internal static class PairSearch
{
    /// <summary>By the method the threat model admits.</summary>
    public static PairEnclosure Run(PatchObjective[] objectives, PatchThreat threat, PatchCertificateSettings settings, double[] starts) =>
        threat.IsSeparable ? Separate(objectives, threat, settings, starts) : GlobalRelaxation.Run(objectives, threat, starts);

    private static PairEnclosure Separate(PatchObjective[] objectives, PatchThreat threat, PatchCertificateSettings settings, double[] starts)
    {
        int coordinates = threat.Basis.Length;
        var patches = new PatchSearch[objectives.Length];
        for (int p = 0; p < patches.Length; p++)
        {
            patches[p] = new PatchSearch(objectives[p], threat, starts.AsSpan(p * coordinates, coordinates));
        }

        int nodes = patches.Length;
        (double lower, double upper) = Sum(patches);
        while (nodes + 2 <= settings.LargestNodeCount && !IsDone(settings, lower, upper) && Loosest(patches) is { } loosest)
        {
            loosest.Split();
            nodes += 2;
            (lower, upper) = Sum(patches);
        }

        var perturbation = new double[starts.Length];
        for (int p = 0; p < patches.Length; p++)
        {
            patches[p].Best.CopyTo(perturbation.AsSpan(p * coordinates));
        }

        return new PairEnclosure(lower, upper, perturbation, nodes);
    }

    private static bool IsDone(PatchCertificateSettings settings, double lower, double upper) => settings.Goal == CertificateGoal.Sign
        ? lower > 0 || upper <= 0
        : upper - lower <= settings.Tolerance * Math.Max(1, Math.Abs(upper));

    private static (double Lower, double Upper) Sum(PatchSearch[] patches)
    {
        double lower = 0, upper = 0, size = 0;
        foreach (PatchSearch patch in patches)
        {
            double part = patch.Lower;
            lower += part;
            upper += patch.Upper;
            size += Math.Abs(part);
        }

        return (lower - (RoundingError.Gamma(patches.Length) * size), upper);
    }

    private static PatchSearch? Loosest(PatchSearch[] patches)
    {
        PatchSearch? loosest = null;
        foreach (PatchSearch patch in patches)
        {
            if (patch.CanSplit && (loosest is null || patch.Upper - patch.Lower > loosest.Upper - loosest.Lower))
            {
                loosest = patch;
            }
        }

        return loosest;
    }
}
