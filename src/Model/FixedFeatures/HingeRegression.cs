using System.Numerics.Tensors;

namespace PurifyProofs.Model.FixedFeatures;

/// <summary>
/// min_v (1/n) Σ max(0, 1 − y_i⟨v, φ_i⟩) + (ε/2)‖v‖², ε relative to the mean square of a feature, by dual coordinate descent
/// (C.-J. Hsieh et al., ICML 2008): v = Σ α_i y_i φ_i, one α_i ∈ [0, 1/(nε)] at a time.
/// </summary>
/// <param name="Ridge">Relative ε.</param>
/// <param name="Epochs">Passes over the samples.</param>
public sealed record HingeRegression(double Ridge, int Epochs = 20) : ICoefficientTrainer
{
    public string Name => "hinge";

    public double[] Fit(IReadOnlyList<double[]> features, IReadOnlyList<double> labels)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        double[] squares = [.. features.Select(static row => TensorPrimitives.SumOfSquares<double>(row))];
        double largest = features[0].Length / (Ridge * squares.Average() * features.Count);
        var v = new double[features[0].Length];
        var alpha = new double[features.Count];
        int[] order = [.. Enumerable.Range(0, features.Count)];
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            Shuffle(order, epoch);
            foreach (int i in order)
            {
                double slope = (labels[i] * TensorPrimitives.Dot<double>(v, features[i])) - 1;
                double next = squares[i] > 0 ? Math.Clamp(alpha[i] - (slope / squares[i]), 0, largest) : alpha[i];
                TensorPrimitives.MultiplyAdd<double>(features[i], (next - alpha[i]) * labels[i], v, v);
                alpha[i] = next;
            }
        }

        return v;
    }

    // The order matters to speed only, so it needs no seed of its own.
    private static void Shuffle(int[] order, int epoch)
    {
        var random = new RandomSequence(0, (uint)epoch, 0, (uint)RandomStream.LowComplexityTraining << 1);
        for (int last = order.Length - 1; last > 0; last--)
        {
            int other = random.NextInt(last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }
    }
}
