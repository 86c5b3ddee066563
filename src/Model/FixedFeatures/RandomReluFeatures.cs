using System.Numerics.Tensors;

namespace PurifyProofs.Model.FixedFeatures;

/// <summary>φ_i(x) = ReLU(⟨a_i, x⟩ − b_i) with a_i ~ N(0, I) and b_i ~ N(0, 1) fixed, as ‖x‖ is about 1 (A. Rahimi and B. Recht, NIPS 2007).</summary>
public sealed class RandomReluFeatures : IFeatureMap
{
    private readonly double[][] directions;
    private readonly double[] thresholds;

    /// <summary>Draws the features.</summary>
    /// <param name="dimension">d.</param>
    /// <param name="count">N.</param>
    /// <param name="seed">The seed.</param>
    public RandomReluFeatures(int dimension, int count, ulong seed)
    {
        InputDimension = dimension;
        directions = new double[count][];
        thresholds = new double[count];
        for (int i = 0; i < count; i++)
        {
            var random = new RandomSequence(seed, (uint)i, 0, (uint)RandomStream.RandomFeatures << 1);
            directions[i] = new double[dimension];
            for (int j = 0; j < dimension; j++)
            {
                directions[i][j] = random.NextNormal();
            }

            thresholds[i] = random.NextNormal();
        }
    }

    public int InputDimension { get; }

    public int Count => directions.Length;

    public void Evaluate(ReadOnlySpan<double> x, Span<double> features)
    {
        for (int i = 0; i < directions.Length; i++)
        {
            features[i] = Math.Max(0, TensorPrimitives.Dot(directions[i], x) - thresholds[i]);
        }
    }

    public void InputGradient(ReadOnlySpan<double> x, ReadOnlySpan<double> coefficients, Span<double> gradient)
    {
        gradient.Clear();
        for (int i = 0; i < directions.Length; i++)
        {
            if (TensorPrimitives.Dot(directions[i], x) > thresholds[i])
            {
                TensorPrimitives.MultiplyAdd(directions[i], coefficients[i], gradient, gradient);
            }
        }
    }
}
