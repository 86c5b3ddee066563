using System.Numerics.Tensors;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Properties.Conformance;

/// <summary>Projected descent in the coordinates of a threat model, one sample at a time, from every start towards every target.</summary>
/// <param name="network">The network.</param>
/// <param name="weights">W as rows [K·m][d].</param>
/// <param name="threat">What the adversary may do.</param>
/// <param name="settings">How hard it tries.</param>
internal sealed class ReferencePatchDescent(
    ReferencePatchNetwork network, double[][] weights, PatchThreat threat, PatchAttackSettings settings)
{
    private bool FollowsMargins => settings.Objective == PatchAttackObjective.EveryMargin;

    // Of one patch after another where nothing ties them together, of the whole sample elsewhere.
    private bool KeepsPatches => FollowsMargins && threat.IsSeparable;

    /// <summary>The best coordinates visited [P·k].</summary>
    /// <param name="x">Patches [P·d].</param>
    /// <param name="label">y.</param>
    /// <param name="starts">Where random starts are drawn; their number is that of the first.</param>
    public double[] Run(double[] x, int label, PatchStartAddress starts)
    {
        int targets = FollowsMargins ? network.Classes - 1 : 1;
        Visit? worst = null;
        for (int shift = 1; shift <= targets; shift++)
        {
            int target = (label + shift) % network.Classes;
            Visit? best = null;
            foreach (double[] start in Starts(x.Length / network.Dimension, label, target, starts))
            {
                best = Descend(x, label, target, start, best);
            }

            worst = worst is null || best!.Values.Sum() < worst.Values.Sum() ? best : worst;
        }

        return worst!.Coordinates;
    }

    private IEnumerable<double[]> Starts(int patches, int label, int target, PatchStartAddress address)
    {
        double[] Everywhere(double[] coordinates) => [.. Enumerable.Repeat(coordinates, patches).SelectMany(static c => c)];
        if (settings.Starts.HasFlag(PatchAttackStarts.Sample))
        {
            yield return new double[patches * threat.Basis.Length];
        }

        for (int kind = 0; settings.Starts.HasFlag(PatchAttackStarts.Injections) && kind < threat.InjectionKinds; kind++)
        {
            yield return Everywhere(threat.Injection(kind, label, target));
        }

        for (int neuron = 0; settings.Starts.HasFlag(PatchAttackStarts.Neurons) && neuron < network.NeuronsPerClass; neuron++)
        {
            yield return Everywhere(threat.Extend(InBasis(weights[(target * network.NeuronsPerClass) + neuron])));
        }

        for (int restart = 0; restart < settings.RandomStarts; restart++)
        {
            var drawn = new float[patches * threat.Basis.Length];
            PatchRandomStarts.Draw(threat, address with { Number = (address.Number * settings.RandomStarts) + restart }, drawn);
            yield return Float64.Of(drawn);
        }
    }

    private Visit Descend(double[] x, int label, int target, double[] start, Visit? best)
    {
        double[] c = start;
        for (int step = 0; step < settings.Steps; step++)
        {
            best = Better(best, Evaluate(x, label, target, c));
            c = Move(c, Gradient(x, label, target, c), settings.StepLength(step) * threat.Radius);
        }

        return Better(best, Evaluate(x, label, target, c));
    }

    private Visit Better(Visit? best, Visit visit)
    {
        if (best is null)
        {
            return visit;
        }

        if (!KeepsPatches)
        {
            return visit.Values.Sum() < best.Values.Sum() ? visit : best;
        }

        Visit[] chosen = [.. visit.Values.Select((value, patch) => value < best.Values[patch] ? visit : best)];
        int count = threat.Basis.Length;
        return new Visit(
            [.. chosen.Select(static (from, patch) => from.Values[patch])],
            [.. chosen.SelectMany((from, patch) => from.Coordinates.Skip(patch * count).Take(count))]);
    }

    // F_y − F_o patch by patch, or minus the cross-entropy of the whole.
    private Visit Evaluate(double[] x, int label, int target, double[] c)
    {
        double[] perturbed = Perturbed(x, c);
        double[] values = FollowsMargins
            ? [.. perturbed.Chunk(network.Dimension).Select(patch => network.Outputs(patch)).Select(f => f[label] - f[target])]
            : [-network.Loss(perturbed, label)];
        return new Visit(values, c);
    }

    private double[] Gradient(double[] x, int label, int target, double[] c)
    {
        double[] perturbed = Perturbed(x, c);
        double[] coefficients = FollowsMargins
            ? [.. Enumerable.Range(0, network.Classes).Select(i => i == label ? 1.0 : i == target ? -1 : 0)]
            : Float64.Scaled(network.LossSlopes(perturbed, label), -1);
        var gradient = new double[x.Length];
        network.InputGradient(perturbed, coefficients, gradient);
        return [.. gradient.Chunk(network.Dimension).SelectMany(InBasis)];
    }

    private double[] Move(double[] c, double[] gradient, double length)
    {
        if (threat.Set == PerturbationSet.MaximumNorm)
        {
            return [.. c.Zip(gradient, (value, g) => Math.Clamp(value - (length * Math.Sign(g)), -threat.Radius, threat.Radius))];
        }

        int size = threat.Set == PerturbationSet.GlobalBall ? c.Length : threat.Basis.Length;
        return [.. c.Chunk(size).Zip(gradient.Chunk(size), (from, g) =>
            Float64.Project(Float64.Sum(from, Float64.Downhill(g, length)), threat.Radius)).SelectMany(static part => part)];
    }

    private double[] Perturbed(double[] x, double[] c)
    {
        double[] perturbed = [.. x];
        VerifiedPatchMargins.Add(threat, c, perturbed);
        return perturbed;
    }

    private double[] InBasis(double[] vector) => [.. threat.Basis.Select(row => TensorPrimitives.Dot<double>(row, vector))];

    /// <summary>The objective, patch by patch or of the whole, at coordinates c [P·k].</summary>
    private sealed record Visit(double[] Values, double[] Coordinates);
}
