using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Model.Patches;

/// <summary>The shapes that every device asks of its arguments, refused in the same words by all.</summary>
public static class PatchShapes
{
    /// <summary>Samples must have the law's patches and dimension.</summary>
    /// <exception cref="ArgumentException">They have not; one sentence.</exception>
    public static void Require(StructuredPatchDistribution distribution, PatchSamples samples)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        ArgumentNullException.ThrowIfNull(samples);
        RequireDimension(distribution.Law.Dimension, samples);
        if (samples.Patches != distribution.Law.Patches)
        {
            throw new ArgumentException($"Samples of {samples.Patches} patches cannot be drawn from a law of {distribution.Law.Patches}.");
        }
    }

    /// <summary>Samples must have the network's dimension and classes, and there must be K outputs for each.</summary>
    /// <exception cref="ArgumentException">They have not; one sentence.</exception>
    public static void Require(PatchNetwork network, PatchSamples samples, float[] outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        Require(network, samples);
        if (outputs.Length != samples.Count * network.Classes)
        {
            throw new ArgumentException($"{outputs.Length} outputs do not fit {samples.Count} samples of {network.Classes} classes.");
        }
    }

    /// <summary>Samples, threat model and perturbations [nP × k] must fit the network and one another.</summary>
    /// <exception cref="ArgumentException">They do not; one sentence.</exception>
    public static void Require(PatchNetwork network, PatchSamples samples, PatchThreat threat, Matrix perturbations)
    {
        ArgumentNullException.ThrowIfNull(threat);
        ArgumentNullException.ThrowIfNull(perturbations);
        Require(network, samples);
        RequireDimension(network, threat);
        if (perturbations.Rows != samples.X.Rows || perturbations.Columns != threat.Basis.Length)
        {
            string found = $"[{perturbations.Rows} × {perturbations.Columns}]";
            throw new ArgumentException($"Perturbations {found} do not fit {samples.X.Rows} patches in {threat.Basis.Length} coordinates.");
        }
    }

    /// <summary>A network must take the samples of the distribution that it is trained on and the threat model's perturbations.</summary>
    /// <exception cref="ArgumentException">It does not; one sentence.</exception>
    public static void Require(PatchNetwork network, StructuredPatchDistribution distribution, PatchThreat threat)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(distribution);
        ArgumentNullException.ThrowIfNull(threat);
        RequireDimension(network, threat);
        StructuredPatchLaw law = distribution.Law;
        if (network.Dimension != law.Dimension || network.Classes != law.Classes)
        {
            string wanted = $"{law.Classes} classes in dimension {law.Dimension}";
            throw new ArgumentException(
                $"A network of {network.Classes} classes in dimension {network.Dimension} cannot be trained on {wanted}.");
        }
    }

    private static void Require(PatchNetwork network, PatchSamples samples)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(samples);
        RequireDimension(network.Dimension, samples);
        foreach (int label in samples.Classes)
        {
            if (label >= network.Classes)
            {
                throw new ArgumentException($"Class {label} does not fit a network of {network.Classes} classes, numbered from 0.");
            }
        }
    }

    private static void RequireDimension(int dimension, PatchSamples samples)
    {
        if (samples.X.Columns != dimension)
        {
            throw new ArgumentException($"Patches of dimension {samples.X.Columns} do not fit dimension {dimension}.");
        }
    }

    private static void RequireDimension(PatchNetwork network, PatchThreat threat)
    {
        if (threat.Basis[0].Length != network.Dimension)
        {
            throw new ArgumentException(
                $"A threat model of dimension {threat.Basis[0].Length} does not fit a network of dimension {network.Dimension}.");
        }
    }
}
