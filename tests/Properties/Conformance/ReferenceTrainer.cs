using MathNet.Numerics.LinearAlgebra;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Properties.Conformance;

/// <summary>SGD in float64: draw, perturb, sum the gradients of the mean logistic loss, move, let the bias grow.</summary>
internal sealed unsafe class ReferenceTrainer : ITrainer
{
    private readonly SymmetricReluNetwork network;
    private readonly SparseCodingDistribution distribution;
    private readonly TrainerSettings settings;
    private readonly double[][] weights;
    private readonly double[] bias;
    private readonly double[] smoothingWidth;
    private readonly Func<double[][], double, double[][]> update;

    public ReferenceTrainer(SymmetricReluNetwork network, SparseCodingDistribution distribution, TrainerSettings settings)
    {
        (this.network, this.distribution, this.settings) = (network, distribution, settings);
        weights = Float64.Rows(network.Weights);
        bias = Float64.Of(network.Bias);
        smoothingWidth = Float64.Of(network.SmoothingWidth);
        update = settings.UpdateRule is UpdateRule.LowRank rule ? new LowRankFactors(weights, rule).Update : FullUpdate;
    }

    // It shares the weights, biases and widths, and so moves with them.
    private ReferenceNetwork Current => new(weights, bias, smoothingWidth, network.OutputScale, network.Smoothing);

    public StepStatistics Advance(int firstStep, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        StepStatistics statistics = default;
        for (int step = firstStep; step < firstStep + count; step++)
        {
            statistics = Step(step);
        }

        return statistics;
    }

    public void ReadNetwork()
    {
        for (int i = 0; i < weights.Length; i++)
        {
            Array.ConvertAll(weights[i], static value => (float)value).CopyTo(network.Weights.Row(i));
            (network.Bias[i], network.SmoothingWidth[i]) = ((float)bias[i], (float)smoothingWidth[i]);
        }
    }

    public void Dispose()
    {
    }

    private StepStatistics Step(int step)
    {
        int size = settings.Phase.BatchSize;
        double[][] gradient = [.. weights.Select(static row => new double[row.Length])];
        double loss = 0, correct = 0, active = 0;
        for (int sample = 0; sample < size; sample++)
        {
            (double[] x, double y) = Draw(step, sample);
            x = Perturb(step, x, y);
            double margin = y * Current.Output(x);
            loss += Math.Log(1 + Math.Exp(-margin)) / size;
            correct += margin > 0 ? 1.0 / size : 0;
            active += AddGradient(gradient, x, -y / ((1 + Math.Exp(margin)) * size));
        }

        double[][] moved = update(gradient, settings.Phase.LearningRateAt(step));
        Array.Copy(moved, weights, moved.Length);
        GrowBias(step);
        return new StepStatistics(loss, correct, active / ((double)size * weights.Length));
    }

    private (double[] X, double Y) Draw(int step, int sample)
    {
        using var row = new Model.Numerics.Matrix(1, network.Dimension);
        float label = distribution.Draw(settings.Stream, step, sample, row.Data);
        return (Float64.Of(row.Row(0)), label);
    }

    private double[] Perturb(int step, double[] x, double y)
    {
        (double radius, int steps, double length) = settings.Phase.AttackAt(step);
        var delta = new double[x.Length];
        var gradient = new double[x.Length];
        for (int attackStep = 0; attackStep < steps; attackStep++)
        {
            Current.InputGradient(Float64.Sum(x, delta), gradient);
            delta = Float64.Project(Float64.Sum(delta, Float64.Downhill(Float64.Scaled(gradient, y), length)), radius);
        }

        return Float64.Sum(x, delta);
    }

    // ∂ loss/∂w_i = slope · ∂f/∂w_i.
    private int AddGradient(double[][] gradient, double[] x, double slope)
    {
        int active = 0;
        var single = new double[x.Length];
        for (int i = 0; i < gradient.Length; i++)
        {
            Current.WeightGradient(i, x, single);
            gradient[i] = Float64.Sum(gradient[i], single, slope);
            active += Array.Exists(single, static value => value != 0) ? 1 : 0;
        }

        return active;
    }

    private double[][] FullUpdate(double[][] gradient, double rate) => [.. weights.Select((w, i) =>
        Float64.Sum(Float64.Scaled(w, 1 - (rate * settings.Phase.WeightDecay * (1 + Float64.Norm(w)))), gradient[i], -rate))];

    private void GrowBias(int step)
    {
        if (settings.Bias is not { } schedule || step >= schedule.GrowthSteps)
        {
            return;
        }

        for (int i = 0; i < bias.Length; i++)
        {
            bias[i] = schedule.At(step) / Math.Sqrt(settings.Sparsity) * Float64.Norm(weights[i]);
            smoothingWidth[i] = settings.SmoothingFraction * bias[i];
        }
    }

    /// <summary>W_start + AB by scaled gradient descent, with the matrices of a library.</summary>
    private sealed class LowRankFactors
    {
        private readonly Matrix<double> start;
        private Matrix<double> left;
        private Matrix<double> right;

        public LowRankFactors(double[][] weights, UpdateRule.LowRank rule)
        {
            start = Matrix<double>.Build.DenseOfRowArrays(weights);
            left = Matrix<double>.Build.Dense(weights.Length, rule.Rank);
            using Model.Numerics.Matrix drawn = rule.DrawRightFactor(start.ColumnCount);
            right = Matrix<double>.Build.DenseOfRowArrays(Float64.Rows(drawn));
        }

        public double[][] Update(double[][] rows, double rate)
        {
            Matrix<double> gradient = Matrix<double>.Build.DenseOfRowArrays(rows);
            Matrix<double> step = rate * gradient * right.Transpose() * DampedInverse(right * right.Transpose());
            right -= rate * DampedInverse(left.Transpose() * left) * left.Transpose() * gradient;
            left -= step;
            return (start + (left * right)).ToRowArrays();
        }

        private static Matrix<double> DampedInverse(Matrix<double> gram)
        {
            double mean = gram.Trace() / gram.RowCount;
            Matrix<double> identity = Matrix<double>.Build.DenseIdentity(gram.RowCount);
            return mean > 0 ? (gram + (UpdateRule.LowRank.RelativeDamping * mean * identity)).Inverse() : gram;
        }
    }
}
