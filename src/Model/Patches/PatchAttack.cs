namespace PurifyProofs.Model.Patches;

/// <summary>The outcome of an attack on samples.</summary>
/// <param name="Margins">Smallest F_y − max_o F_o met, float64 [n].</param>
/// <param name="Perturbations">The coordinates c that reach them [nP × k].</param>
public sealed record PatchAttackResult(double[] Margins, Matrix Perturbations) : IDisposable
{
    /// <summary>Samples that stay correctly classified.</summary>
    public int Robust => Margins.Count(static margin => margin > 0);

    public void Dispose() => Perturbations.Dispose();
}

/// <summary>Attacks whose margins are verified in float64; the samples themselves count as visited.</summary>
public static class PatchAttack
{
    /// <summary>Descends on the device.</summary>
    public static PatchAttackResult Descend(IPatchDevice device, PatchNetwork network, PatchSamples samples, PatchThreat threat, PatchAttackSettings settings, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(threat);
        var perturbations = new Matrix(samples.X.Rows, threat.Basis.Length);
        device.Attack(network, samples, threat, settings, seed, perturbations);
        var reference = new ReferencePatchNetwork(network);
        var result = new PatchAttackResult(VerifiedPatchMargins.Compute(reference, samples, threat, perturbations), perturbations);
        double[] clean = VerifiedPatchMargins.OfSamples(reference, samples);
        using var nothing = new Matrix(perturbations.Rows, perturbations.Columns);
        Improve(result, clean, nothing, samples.Patches);
        return result;
    }

    /// <summary>No descent: the worst of the fixed injections over all target classes and kinds of features.</summary>
    public static PatchAttackResult Inject(PatchNetwork network, PatchSamples samples, PatchThreat threat)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(threat);
        var reference = new ReferencePatchNetwork(network);
        var result = new PatchAttackResult(VerifiedPatchMargins.OfSamples(reference, samples), new Matrix(samples.X.Rows, threat.Basis.Length));
        using var injected = new Matrix(samples.X.Rows, threat.Basis.Length);
        for (int kind = 0; kind < threat.InjectionKinds; kind++)
        {
            for (int shift = 1; shift < network.Classes; shift++)
            {
                WriteInjection(samples, threat, network.Classes, kind, shift, injected);
                Improve(result, VerifiedPatchMargins.Compute(reference, samples, threat, injected), injected, samples.Patches);
            }
        }

        return result;
    }

    /// <summary>Takes over what another attack did better.</summary>
    public static void Improve(PatchAttackResult result, double[] margins, Matrix perturbations, int patches)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(margins);
        ArgumentNullException.ThrowIfNull(perturbations);
        for (int i = 0; i < margins.Length; i++)
        {
            if (margins[i] < result.Margins[i])
            {
                result.Margins[i] = margins[i];
                perturbations.CopyRows(i * patches, result.Perturbations, i * patches, patches);
            }
        }
    }

    private static void WriteInjection(PatchSamples samples, PatchThreat threat, int classes, int kind, int shift, Matrix target)
    {
        for (int row = 0; row < target.Rows; row++)
        {
            int label = samples.Classes[row / samples.Patches];
            double[] injection = threat.Injection(kind, label, (label + shift) % classes);
            System.Numerics.Tensors.TensorPrimitives.ConvertTruncating<double, float>(injection, target.Row(row));
        }
    }
}
