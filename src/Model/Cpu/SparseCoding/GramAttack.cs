using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>From points and perturbations to pre-activations, through <see cref="GramDescent{TLanes}"/>, and back.</summary>
internal static unsafe class GramAttack<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Replaces the perturbations by the best points visited.</summary>
    public static void Run(
        NeuronTable neurons, GramMatrix gram, GramBlock gramBlock, SampleBlock block, GramPoints points, AttackSettings settings)
    {
        Span<double> squaredLengths = stackalloc double[points.Count];
        for (int i = 0; i < points.Count; i++)
        {
            squaredLengths[i] = SquaredLength(points.Perturbations.Row(points.First + i));
        }

        gramBlock.Begin(points.Labels.AsSpan(points.First, points.Count), squaredLengths);
        LoadPreActivations(neurons, gramBlock, block, points);
        GramDescent<TLanes>.Run(neurons, gram, gramBlock, settings);
        for (int i = 0; i < points.Count; i++)
        {
            StorePerturbation(neurons.Network.Weights, gramBlock, i, points.Perturbations.Row(points.First + i), settings.Radius);
        }
    }

    private static void LoadPreActivations(NeuronTable neurons, GramBlock gramBlock, SampleBlock block, GramPoints points)
    {
        Matrix weights = neurons.Network.Weights;
        int width = ProductTile<TLanes>.Columns;
        for (int done = 0; done < points.Count; done += block.Capacity)
        {
            int first = points.First + done;
            int count = Math.Min(block.Capacity, points.Count - done);
            block.BeginUnlabelled(count);
            PanelLayout.FromRows(points.X.RowStart(first), points.X.Stride, count, weights.Columns, block.Inputs, width);
            block.Points = block.Inputs;
            PreActivations<TLanes>.OfBlock(weights, block, gramBlock.Clean, done);
            PanelLayout.FromRows(points.Perturbations.RowStart(first), points.Perturbations.Stride, count, weights.Columns, block.Perturbations, width);
            block.Points = block.Perturbations;
            PreActivations<TLanes>.OfBlock(weights, block, gramBlock.Shift, done);
        }
    }

    private static void StorePerturbation(Matrix weights, GramBlock gramBlock, int sample, Span<float> perturbation, double radius)
    {
        ref readonly GramSample state = ref gramBlock.Samples[sample];
        nint list = (nint)sample * gramBlock.Width;
        int count = ListCoefficients(gramBlock, sample, (float)state.BestScale);
        float* combination = gramBlock.Combination.Data;
        SparseCombination<TLanes>.Compute(
            weights.Data, weights.Stride, gramBlock.Indices + list, gramBlock.Slopes + list, count, combination, weights.PaddedColumns);
        for (int k = 0; k < perturbation.Length; k++)
        {
            perturbation[k] = (float)((state.BestStartShare * perturbation[k]) + combination[k]);
        }

        // Coefficients are rounded, so the sum may stand out of the ball by a rounding error.
        double length = Math.Sqrt(SquaredLength(perturbation));
        if (length > radius)
        {
            System.Numerics.Tensors.TensorPrimitives.Multiply(perturbation, (float)(radius / length), perturbation);
        }
    }

    private static int ListCoefficients(GramBlock gramBlock, int sample, float scale)
    {
        ReadOnlySpan<float> coefficients = gramBlock.BestCoefficients.Row(sample)[..gramBlock.Width];
        nint list = (nint)sample * gramBlock.Width;
        int count = 0;
        for (int i = 0; i < coefficients.Length; i++)
        {
            if (coefficients[i] != 0)
            {
                gramBlock.Indices[list + count] = i;
                gramBlock.Slopes[list + count++] = scale * coefficients[i];
            }
        }

        return count;
    }

    private static double SquaredLength(ReadOnlySpan<float> perturbation)
    {
        double sum = 0;
        foreach (float value in perturbation)
        {
            sum += (double)value * value;
        }

        return sum;
    }
}

/// <summary>Points under attack: rows First … First + Count − 1.</summary>
/// <param name="X">x [n × d].</param>
/// <param name="Labels">y [n].</param>
/// <param name="Perturbations">δ [n × d].</param>
/// <param name="First">First point.</param>
/// <param name="Count">Number of points.</param>
internal readonly record struct GramPoints(Matrix X, float[] Labels, Matrix Perturbations, int First, int Count);
