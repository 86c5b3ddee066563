using System.Numerics;
using System.Runtime.CompilerServices;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>
/// Projected descent through the Gram matrix: δ stays in the span of the rows of W. With s the derivatives of the active neurons and
/// G = WWᵀ, the gradient is g = Wᵀs, so W g = G s, ‖g‖² = ⟨s, G s⟩ and ⟨δ, g⟩ = ⟨s, Wδ⟩: a step costs |active| · m multiply–adds and
/// never sees x. The trajectory is that of <see cref="MarginDescent"/> up to rounding.
/// </summary>
internal static unsafe class GramDescent<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    // σ shrinks by the factor of every projection; far below this the coefficients would leave the range of float32.
    private const double SmallestScale = 1e-15;

    /// <summary>The whole attack of a block whose W x, Wδ₀ and samples are set.</summary>
    public static void Run(NeuronTable neurons, GramMatrix gram, GramBlock block, AttackSettings settings)
    {
        for (int step = 0; step < settings.Steps; step++)
        {
            Evaluate(neurons, block);
            Multiply(gram, block);
            for (int sample = 0; sample < block.Count; sample++)
            {
                Move(block, sample, settings.Radius, neurons.Sign * settings.StepLength(step));
            }
        }

        Evaluate(neurons, block);
    }

    private static void Evaluate(NeuronTable neurons, GramBlock block)
    {
        for (int sample = 0; sample < block.Count; sample++)
        {
            float sum = neurons.CommonShape switch
            {
                NeuronShape.SeparatedUniform => Activate<SeparatedUniformRelu>(neurons, block, sample),
                NeuronShape.Uniform => Activate<UniformRelu>(neurons, block, sample),
                NeuronShape.Gaussian => Activate<GaussianRelu>(neurons, block, sample),
                _ => Activate<PlainRelu>(neurons, block, sample),
            };
            KeepBest(block, sample, block.Samples[sample].Label * neurons.MarginScale * sum);
        }
    }

    private static float Activate<TRelu>(NeuronTable neurons, GramBlock block, int sample)
        where TRelu : struct, ISmoothedRelu
    {
        float* clean = block.Clean.RowStart(sample);
        float* shift = block.Shift.RowStart(sample);
        nint list = (nint)sample * block.Width;
        int* indices = block.Indices + list;
        float* slopes = block.Slopes + list;
        float* lanes = stackalloc float[TLanes.Count];
        TLanes sum = default;
        int active = 0;
        for (int i = 0; i < neurons.Network.Width; i += TLanes.Count)
        {
            sum += TRelu.Evaluate(
                TLanes.Load(clean + i) + TLanes.Load(shift + i), TLanes.Load(neurons.Bias + i), TLanes.Load(neurons.SmoothingWidth + i), TLanes.Load(neurons.InverseWidth + i), out TLanes slope);
            uint mask = TLanes.SignBits(TLanes.GreaterThan(slope, default));
            slope.Store(lanes);
            for (; mask != 0; mask &= mask - 1)
            {
                int lane = BitOperations.TrailingZeroCount(mask);
                indices[active] = i + lane;
                slopes[active++] = lanes[lane];
            }
        }

        block.Active[sample] = active;
        return sum.Sum();
    }

    private static void KeepBest(GramBlock block, int sample, float margin)
    {
        ref GramSample state = ref block.Samples[sample];
        if (margin < state.BestMargin)
        {
            (state.BestMargin, state.BestStartShare, state.BestScale) = (margin, state.StartShare, state.Scale);
            block.Coefficients.CopyRows(sample, block.BestCoefficients, sample, 1);
        }
    }

    // Panels outside, samples inside: the panel of G that all samples read stays in the second-level cache.
    private static void Multiply(GramMatrix gram, GramBlock block)
    {
        for (int panel = 0; panel < gram.Panels; panel++)
        {
            for (int sample = 0; sample < block.Count; sample++)
            {
                nint list = (nint)sample * block.Width;
                SparseCombination<TLanes>.ComputePanel(
                    gram.Panel(panel), block.Indices + list, block.Slopes + list, block.Active[sample], block.Change.RowStart(sample) + ((nint)panel * gram.PanelWidth));
            }
        }
    }

    private static void Move(GramBlock block, int sample, double radius, double stepLength)
    {
        ref GramSample state = ref block.Samples[sample];
        (double squaredNorm, double slopeAlongDelta) = GradientProducts(block, sample);
        if (squaredNorm <= 0)
        {
            return;
        }

        double step = state.Label * stepLength / Math.Sqrt(squaredNorm);
        double squaredLength = state.SquaredLength - (2 * step * slopeAlongDelta) + (stepLength * stepLength);
        double shrink = squaredLength > radius * radius ? radius / Math.Sqrt(squaredLength) : 1;
        state.SquaredLength = squaredLength * shrink * shrink;
        state.StartShare *= shrink;
        UpdateCoefficients(block, sample, step);
        Shrink(block, sample, shrink);
        UpdateShift(block, sample, (float)step, (float)shrink);
    }

    // ‖g‖² = ⟨s, G s⟩ and ⟨δ, g⟩ = ⟨s, Wδ⟩, in float64: both are differences of large terms.
    private static (double SquaredNorm, double SlopeAlongDelta) GradientProducts(GramBlock block, int sample)
    {
        nint list = (nint)sample * block.Width;
        float* shift = block.Shift.RowStart(sample);
        float* change = block.Change.RowStart(sample);
        double squaredNorm = 0, along = 0;
        for (int j = 0; j < block.Active[sample]; j++)
        {
            int neuron = block.Indices[list + j];
            double slope = block.Slopes[list + j];
            squaredNorm += slope * change[neuron];
            along += slope * shift[neuron];
        }

        return (squaredNorm, along);
    }

    private static void UpdateCoefficients(GramBlock block, int sample, double step)
    {
        nint list = (nint)sample * block.Width;
        float* coefficients = block.Coefficients.RowStart(sample);
        float factor = (float)(-step / block.Samples[sample].Scale);
        for (int j = 0; j < block.Active[sample]; j++)
        {
            coefficients[block.Indices[list + j]] += factor * block.Slopes[list + j];
        }
    }

    private static void Shrink(GramBlock block, int sample, double shrink)
    {
        ref GramSample state = ref block.Samples[sample];
        state.Scale *= shrink;
        if (state.Scale < SmallestScale)
        {
            VectorKernels.Scale(block.Coefficients.RowStart(sample), (float)state.Scale, block.Coefficients.Columns);
            state.Scale = 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void UpdateShift(GramBlock block, int sample, float step, float shrink)
    {
        float* shift = block.Shift.RowStart(sample);
        float* change = block.Change.RowStart(sample);
        TLanes back = TLanes.Broadcast(-step);
        TLanes factor = TLanes.Broadcast(shrink);
        for (int i = 0; i < block.Shift.PaddedColumns; i += TLanes.Count)
        {
            (TLanes.MultiplyAdd(TLanes.Load(change + i), back, TLanes.Load(shift + i)) * factor).Store(shift + i);
        }
    }
}
