using System.Numerics.Tensors;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Model.Cpu.Patches;

/// <summary>
/// Projected descent in the coordinates of a threat model, from every start towards every target, on one block of samples from start to
/// end on one core. G = W Bᵀ brings perturbations to the pre-activations without a detour through R^d.
/// </summary>
internal sealed unsafe class PatchDescent : IDisposable
{
    private readonly PatchKernels kernels;
    private readonly PatchNetwork network;
    private readonly PatchThreat threat;
    private readonly PatchAttackSettings settings;
    private readonly ulong seed;
    private readonly RandomStream stream;
    private readonly Matrix weightsInBasis;

    public PatchDescent(PatchKernels kernels, PatchNetwork network, PatchThreat threat, PatchAttackSettings settings, ulong seed, RandomStream stream)
    {
        settings.Validate();
        (this.kernels, this.network, this.threat, this.settings, this.seed, this.stream) = (kernels, network, threat, settings, seed, stream);
        Basis = new Matrix(threat.Basis.Length, network.Dimension);
        for (int i = 0; i < Basis.Rows; i++)
        {
            TensorPrimitives.ConvertTruncating<double, float>(threat.Basis[i], Basis.Row(i));
        }

        weightsInBasis = new Matrix(network.Weights.Rows, Basis.Rows);
        Refresh();
    }

    /// <summary>B [k × d].</summary>
    public Matrix Basis { get; }

    /// <summary>G = W Bᵀ [K·m × k].</summary>
    public Matrix WeightsInBasis => weightsInBasis;

    /// <summary>Takes over the network's present weights.</summary>
    public void Refresh()
    {
        for (int i = 0; i < weightsInBasis.Rows; i++)
        {
            for (int k = 0; k < weightsInBasis.Columns; k++)
            {
                weightsInBasis.RowStart(i)[k] = VectorKernels.Dot(network.Weights.RowStart(i), Basis.RowStart(k), network.Dimension);
            }
        }
    }

    /// <summary>Leaves the best coordinates visited in the block; its points are loaded.</summary>
    /// <param name="block">The block.</param>
    /// <param name="firstSample">Number of its first sample.</param>
    /// <param name="step">Number of the attack, for its random starts.</param>
    public void Run(PatchBlock block, int firstSample, int step)
    {
        if (settings.Objective == PatchAttackObjective.CrossEntropy)
        {
            block.BeginTarget();
            RunFromStarts(block, firstSample, step, 1);
            kernels.KeepWorst(block);
            return;
        }

        for (int shift = 1; shift < network.Classes; shift++)
        {
            block.BeginTarget();
            SetMarginCoefficients(block, shift);
            RunFromStarts(block, firstSample, step, shift);
            kernels.KeepWorst(block);
        }
    }

    public void Dispose()
    {
        Basis.Dispose();
        weightsInBasis.Dispose();
    }

    private void RunFromStarts(PatchBlock block, int firstSample, int step, int shift)
    {
        if (settings.Starts.HasFlag(PatchAttackStarts.Sample))
        {
            new Span<float>(block.Perturbations, (int)(block.Patches * block.CoordinatePanel)).Clear();
            Descend(block);
        }

        for (int kind = 0; settings.Starts.HasFlag(PatchAttackStarts.Injections) && kind < threat.InjectionKinds; kind++)
        {
            StartEverywhere(block, shift, (label, target) => threat.Injection(kind, label, target));
            Descend(block);
        }

        for (int neuron = 0; settings.Starts.HasFlag(PatchAttackStarts.Neurons) && neuron < network.NeuronsPerClass; neuron++)
        {
            StartEverywhere(block, shift, (_, target) => threat.Extend(Float64Row((target * network.NeuronsPerClass) + neuron)));
            Descend(block);
        }

        for (int restart = 0; restart < settings.RandomStarts; restart++)
        {
            StartAtRandom(block, firstSample, (step * settings.RandomStarts) + restart);
            Descend(block);
        }
    }

    private double[] Float64Row(int neuron)
    {
        var row = new double[weightsInBasis.Columns];
        TensorPrimitives.ConvertTruncating<float, double>(weightsInBasis.Row(neuron), row);
        return row;
    }

    private void Descend(PatchBlock block)
    {
        for (int step = 0; step <= settings.Steps; step++)
        {
            Evaluate(block);
            kernels.KeepBest(block, threat.IsSeparable && settings.Objective == PatchAttackObjective.EveryMargin);
            if (step < settings.Steps)
            {
                kernels.Move(block, threat.Set, (float)threat.Radius, (float)(settings.StepLength(step) * threat.Radius));
            }
        }
    }

    private void Evaluate(PatchBlock block)
    {
        if (settings.Objective == PatchAttackObjective.EveryMargin)
        {
            kernels.Objective(block, weightsInBasis);
            return;
        }

        kernels.PerturbedOutputs(block, weightsInBasis);
        Span<double> losses = stackalloc double[block.Capacity];
        CrossEntropy.Slopes(block, losses);
        TensorPrimitives.Negate(new ReadOnlySpan<float>(block.Coefficients, network.Classes * block.Capacity), new Span<float>(block.Coefficients, network.Classes * block.Capacity));
        kernels.Objective(block, weightsInBasis);
        new Span<float>(block.Values, block.Patches * block.Capacity).Clear();
        for (int sample = 0; sample < block.Count; sample++)
        {
            block.Values[sample] = -(float)losses[sample];
        }
    }

    private void SetMarginCoefficients(PatchBlock block, int shift)
    {
        new Span<float>(block.Coefficients, network.Classes * block.Capacity).Clear();
        for (int sample = 0; sample < block.Count; sample++)
        {
            int label = block.Classes[sample];
            block.Coefficients[(label * block.Capacity) + sample] = 1;
            block.Coefficients[((label + shift) % network.Classes * block.Capacity) + sample] = -1;
        }
    }

    private void StartEverywhere(PatchBlock block, int shift, Func<int, int, double[]> start)
    {
        var starts = new double[network.Classes][];
        for (int label = 0; label < starts.Length; label++)
        {
            starts[label] = start(label, (label + shift) % network.Classes);
        }

        for (int k = 0; k < block.Coordinates; k++)
        {
            float* row = block.Perturbations + (k * block.Capacity);
            for (int sample = 0; sample < block.Capacity; sample++)
            {
                row[sample] = (float)starts[block.Classes[sample]][k];
            }

            for (int patch = 1; patch < block.Patches; patch++)
            {
                new Span<float>(row, block.Capacity).CopyTo(new Span<float>(row + (patch * block.CoordinatePanel), block.Capacity));
            }
        }
    }

    private void StartAtRandom(PatchBlock block, int firstSample, int number)
    {
        Span<float> draw = stackalloc float[block.Patches * block.Coordinates];
        for (int sample = 0; sample < block.Count; sample++)
        {
            PatchRandomStarts.Draw(threat, new PatchStartAddress(seed, stream, number, firstSample + sample), draw);
            for (int i = 0; i < draw.Length; i++)
            {
                (int patch, int k) = Math.DivRem(i, block.Coordinates);
                block.Perturbations[(patch * block.CoordinatePanel) + ((nint)k * block.Capacity) + sample] = draw[i];
            }
        }
    }
}
