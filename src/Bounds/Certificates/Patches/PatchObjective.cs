using System.Numerics.Tensors;
using PurifyProofs.Bounds.Rounding;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Bounds.Certificates.Patches;

/// <summary>
/// One patch's part of F_y − F_o: g(c) = Σ_r σ(P_r + ⟨a_r, c⟩) − Σ_s σ(N_s + ⟨b_s, c⟩), a convex function less another one. A linear
/// function below it is made of tangents of the first and chords of the second.
/// </summary>
internal sealed class PatchObjective
{
    private readonly PowerReluFunction relu;
    private readonly ClassDirections own;
    private readonly ClassDirections other;
    private readonly double[] positive;
    private readonly double[] negative;
    private readonly double[] low;
    private readonly double[] high;
    private readonly double[] chords;

    /// <param name="relu">σ.</param>
    /// <param name="own">Neurons of y.</param>
    /// <param name="other">Neurons of o.</param>
    /// <param name="positive">P = ⟨w_{y,r}, x_p⟩ [m].</param>
    /// <param name="negative">N = ⟨w_{o,s}, x_p⟩ [m].</param>
    /// <param name="roundings">The slack of the whole patch, see <see cref="PatchRounding"/>.</param>
    public PatchObjective(PowerReluFunction relu, ClassDirections own, ClassDirections other, double[] positive, double[] negative, double roundings)
    {
        (this.relu, this.own, this.other, this.positive, this.negative, Slack) = (relu, own, other, positive, negative, roundings);
        (low, high, chords) = (new double[negative.Length], new double[negative.Length], new double[negative.Length]);
    }

    /// <summary>What roundings may have added to a bound of this patch.</summary>
    public double Slack { get; }

    /// <summary>g(c), to rounding.</summary>
    public double Value(ReadOnlySpan<double> c)
    {
        double value = 0;
        for (int r = 0; r < positive.Length; r++)
        {
            value += relu.Value(positive[r] + TensorPrimitives.Dot(own.Rows[r], c));
        }

        for (int s = 0; s < negative.Length; s++)
        {
            value -= relu.Value(negative[s] + TensorPrimitives.Dot(other.Rows[s], c));
        }

        return value;
    }

    /// <summary>Takes the ranges of the other class's pre-activations over a region, and the chords over them.</summary>
    /// <param name="region">The region; all of the set when null.</param>
    public void SetChords(Region? region)
    {
        for (int s = 0; s < negative.Length; s++)
        {
            double least = -other.Ranges[s], most = other.Ranges[s];
            if (region is not null)
            {
                (double boxLeast, double boxMost) = RangeOverBox(other.Rows[s], region);
                (least, most) = (Math.Max(least, boxLeast), Math.Max(Math.Min(most, boxMost), Math.Max(least, boxLeast)));
            }

            (low[s], high[s]) = (negative[s] + least, negative[s] + most);
            chords[s] = high[s] > low[s] ? Math.Clamp((relu.Value(high[s]) - relu.Value(low[s])) / (high[s] - low[s]), 0, 1) : 0;
        }
    }

    /// <summary>The linear function below g that touches its convex part at <paramref name="c"/>: its constant, and its slope [k].</summary>
    public double Support(ReadOnlySpan<double> c, Span<double> slope)
    {
        slope.Clear();
        double constant = 0;
        for (int r = 0; r < positive.Length; r++)
        {
            double z = positive[r] + TensorPrimitives.Dot(own.Rows[r], c);
            double tangent = relu.Derivative(z);
            constant += relu.Value(z) + (tangent * (positive[r] - z));
            Add(slope, tangent, own.Rows[r]);
        }

        for (int s = 0; s < negative.Length; s++)
        {
            double chord = chords[s];
            constant -= Math.Max(relu.Value(low[s]) - (chord * low[s]), relu.Value(high[s]) - (chord * high[s])) + (chord * negative[s]);
            Add(slope, -chord, other.Rows[s]);
        }

        return constant;
    }

    /// <summary>The coordinate of the widest influence on the neuron whose chord lies farthest above it at <paramref name="c"/>.</summary>
    public int ChooseSplit(ReadOnlySpan<double> c, Region region)
    {
        int loosest = 0;
        double largest = -1;
        for (int s = 0; s < negative.Length; s++)
        {
            double z = negative[s] + TensorPrimitives.Dot(other.Rows[s], c);
            double gap = Math.Max(relu.Value(low[s]) - (chords[s] * low[s]), relu.Value(high[s]) - (chords[s] * high[s])) + (chords[s] * z) - relu.Value(z);
            (loosest, largest) = gap > largest ? (s, gap) : (loosest, largest);
        }

        int widest = 0;
        for (int j = 1; j < c.Length; j++)
        {
            widest = Influence(j, loosest, region) > Influence(widest, loosest, region) ? j : widest;
        }

        return widest;
    }

    private double Influence(int coordinate, int neuron, Region region) =>
        (region.High[coordinate] - region.Low[coordinate]) * (Math.Abs(other.Rows[neuron][coordinate]) + (1e-3 * other.Ranges[neuron]));

    private static (double Least, double Most) RangeOverBox(double[] row, Region region)
    {
        double least = 0, most = 0, size = 0;
        for (int j = 0; j < row.Length; j++)
        {
            double first = row[j] * region.Low[j], second = row[j] * region.High[j];
            least += Math.Min(first, second);
            most += Math.Max(first, second);
            size += Math.Max(Math.Abs(first), Math.Abs(second));
        }

        double error = RoundingError.Gamma(row.Length + 4) * size;
        return (least - error, most + error);
    }

    private static void Add(Span<double> target, double factor, double[] row)
    {
        if (factor != 0)
        {
            TensorPrimitives.MultiplyAdd(row, factor, target, target);
        }
    }
}
