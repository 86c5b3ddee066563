using System.Numerics.Tensors;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Bounds.Certificates.Patches;

/// <summary>
/// Proved lower bounds of min over the perturbations of a threat model and over the classes o ≠ y of F_y − F_o. Where patches are
/// perturbed separately the minimum is a sum over patches of k-dimensional ones, each enclosed by branch and bound; over the global
/// ball one linear relaxation serves all patches. Proof: docs/structured-data.md.
/// </summary>
public sealed class PatchCertifier
{
    private readonly ReferencePatchNetwork network;
    private readonly PatchThreat threat;
    private readonly ClassDirections[] directions;

    /// <summary>A certifier of one network under one threat model.</summary>
    /// <exception cref="ArgumentException">Shapes differ, or a weight is not finite.</exception>
    public PatchCertifier(PatchNetwork network, PatchThreat threat)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(threat);
        if (threat.Basis[0].Length != network.Dimension)
        {
            throw new ArgumentException($"A threat model in dimension {threat.Basis[0].Length} does not fit a network of dimension {network.Dimension}.", nameof(threat));
        }

        (this.network, this.threat) = (new ReferencePatchNetwork(network), threat);
        directions = [.. Enumerable.Range(0, network.Classes).Select(i => new ClassDirections(this.network, i, threat))];
        if (!directions.All(static direction => direction.Norms.All(double.IsFinite)))
        {
            throw new ArgumentException("A weight is not a finite number.", nameof(network));
        }
    }

    /// <summary>Certifies every sample.</summary>
    /// <param name="samples">Samples.</param>
    /// <param name="settings">How long to search.</param>
    /// <param name="starts">Coordinates [nP × k] inside the set to begin at, such as those an attack found; zeros when null.</param>
    /// <exception cref="ArgumentException">Shapes differ, a class is unknown, or a coordinate is not finite.</exception>
    public PatchCertificate[] Certify(PatchSamples samples, PatchCertificateSettings settings, Model.Numerics.Matrix? starts = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(settings);
        Require(samples, starts);
        var certificates = new PatchCertificate[samples.Count];
        Parallel.For(0, certificates.Length, i => certificates[i] = Certify(samples, i, settings, Starts(samples, starts, i)));
        return certificates;
    }

    private PatchCertificate Certify(PatchSamples samples, int sample, PatchCertificateSettings settings, double[] starts)
    {
        double[] x = samples.Sample(sample);
        int label = samples.Classes[sample];
        var products = new double[network.Classes][][];
        for (int i = 0; i < products.Length; i++)
        {
            products[i] = [.. Enumerable.Range(0, samples.Patches).Select(p => directions[i].Products(x.AsSpan(p * network.Dimension, network.Dimension)))];
        }

        var all = new PatchCertificate(double.PositiveInfinity, double.PositiveInfinity, network.Margin(x, label), label, [], 0);
        for (int target = 0; target < network.Classes; target++)
        {
            if (target != label)
            {
                var objectives = new PatchObjective[samples.Patches];
                for (int p = 0; p < objectives.Length; p++)
                {
                    double slack = PatchRounding.Slack(threat, directions[label], directions[target], x.AsSpan(p * network.Dimension, network.Dimension), network.Activation.Threshold);
                    objectives[p] = new PatchObjective(network.Activation, directions[label], directions[target], products[label][p], products[target][p], slack);
                }

                all = Combine(all, target, PairSearch.Run(objectives, threat, settings, starts));
            }
        }

        return all;
    }

    private static PatchCertificate Combine(PatchCertificate all, int target, PairEnclosure pair)
    {
        double lower = double.IsNaN(pair.Lower) ? double.NegativeInfinity : Math.Min(all.Lower, pair.Lower);
        return pair.Upper < all.Upper
            ? all with { Lower = lower, Upper = pair.Upper, Target = target, Perturbation = pair.Perturbation, Nodes = all.Nodes + pair.Nodes }
            : all with { Lower = lower, Nodes = all.Nodes + pair.Nodes };
    }

    // A start rounded to float32 may lie outside by rounding; then it is drawn in.
    private double[] Starts(PatchSamples samples, Model.Numerics.Matrix? starts, int sample)
    {
        int coordinates = threat.Basis.Length;
        var start = new double[samples.Patches * coordinates];
        for (int p = 0; starts is not null && p < samples.Patches; p++)
        {
            TensorPrimitives.ConvertTruncating<float, double>(starts.Row((sample * samples.Patches) + p), start.AsSpan(p * coordinates, coordinates));
        }

        double size = threat.RelativeSize(start);
        TensorPrimitives.Multiply(start, size > 1 ? (1 - 1e-15) / size : 1, start);
        return start;
    }

    private void Require(PatchSamples samples, Model.Numerics.Matrix? starts)
    {
        if (samples.X.Columns != network.Dimension || samples.Classes.Any(y => y >= network.Classes))
        {
            throw new ArgumentException($"Patches of dimension {samples.X.Columns} or their classes do not fit a network of dimension {network.Dimension} and {network.Classes} classes.", nameof(samples));
        }

        if (starts is not null && (starts.Rows != samples.X.Rows || starts.Columns != threat.Basis.Length))
        {
            throw new ArgumentException($"Starts [{starts.Rows} × {starts.Columns}] do not fit {samples.X.Rows} patches in {threat.Basis.Length} coordinates.", nameof(starts));
        }

        for (int row = 0; row < samples.X.Rows; row++)
        {
            if (!TensorPrimitives.IsFiniteAll<float>(samples.X.Row(row)) || (starts is not null && !TensorPrimitives.IsFiniteAll<float>(starts.Row(row))))
            {
                throw new ArgumentException($"Row {row} holds a number that is not finite.", nameof(samples));
            }
        }
    }
}
