using System.Numerics.Tensors;

namespace PurifyProofs.Model.FixedFeatures;

/// <summary>How a gradient moves the coefficients V.</summary>
public abstract record CoefficientOptimiser(string Name)
{
    /// <summary>u ← μu + g, V ← V − ηu.</summary>
    /// <param name="LearningRate">η.</param>
    /// <param name="Decay">μ.</param>
    public sealed record Momentum(double LearningRate, double Decay = 0.9) : CoefficientOptimiser("momentum");

    /// <summary>Adam (D. P. Kingma and J. Ba, ICLR 2015) with its published constants.</summary>
    /// <param name="LearningRate">η.</param>
    public sealed record Adam(double LearningRate) : CoefficientOptimiser("Adam");

    /// <summary>The state of a run over V of one shape.</summary>
    internal IOptimiserState Begin(Matrix coefficients) => this switch
    {
        Momentum rule => new MomentumState(rule, new Matrix(coefficients.Rows, coefficients.Columns)),
        Adam rule => new AdamState(rule, new Matrix(coefficients.Rows, coefficients.Columns), new Matrix(coefficients.Rows, coefficients.Columns)),
        _ => throw new NotSupportedException($"No such optimiser: {Name}."),
    };

    /// <summary>An optimiser's memory.</summary>
    internal interface IOptimiserState : IDisposable
    {
        /// <summary>One step; <paramref name="rate"/> is the share of the learning rate left by its schedule.</summary>
        void Step(Matrix coefficients, Matrix gradient, double rate);
    }

    private sealed class MomentumState(Momentum rule, Matrix velocity) : IOptimiserState
    {
        public void Step(Matrix coefficients, Matrix gradient, double rate) => Parallel.For(0, coefficients.Rows, i =>
        {
            TensorPrimitives.MultiplyAdd(velocity.Row(i), (float)rule.Decay, gradient.Row(i), velocity.Row(i));
            TensorPrimitives.MultiplyAdd(velocity.Row(i), (float)(-rate * rule.LearningRate), coefficients.Row(i), coefficients.Row(i));
        });

        public void Dispose() => velocity.Dispose();
    }

    private sealed class AdamState(Adam rule, Matrix first, Matrix second) : IOptimiserState
    {
        private const float FirstDecay = 0.9f, SecondDecay = 0.999f, Epsilon = 1e-8f;

        private int steps;

        public void Step(Matrix coefficients, Matrix gradient, double rate)
        {
            steps++;
            float length = (float)(rate * rule.LearningRate * Math.Sqrt(1 - Math.Pow(SecondDecay, steps)) / (1 - Math.Pow(FirstDecay, steps)));
            Parallel.For(0, coefficients.Rows, i => StepRow(coefficients.Row(i), gradient.Row(i), first.Row(i), second.Row(i), length));
        }

        public void Dispose()
        {
            first.Dispose();
            second.Dispose();
        }

        private static void StepRow(Span<float> v, Span<float> g, Span<float> m, Span<float> s, float length)
        {
            for (int j = 0; j < v.Length; j++)
            {
                m[j] += (1 - FirstDecay) * (g[j] - m[j]);
                s[j] += (1 - SecondDecay) * ((g[j] * g[j]) - s[j]);
                v[j] -= length * m[j] / (MathF.Sqrt(s[j]) + Epsilon);
            }
        }
    }
}
