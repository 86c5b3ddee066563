using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.FixedFeatures;

/// <summary>
/// Stochastic training of the coefficients V of a tangent-kernel model by the logistic loss, on fresh samples of every step, clean or
/// perturbed by FGM or PGD; the learning rate falls linearly to a tenth. Convex in V for any fixed perturbations.
/// </summary>
/// <param name="Optimiser">Momentum or Adam.</param>
/// <param name="Attack">Perturbation of the training points; null for clean training.</param>
/// <param name="Steps">Steps.</param>
/// <param name="BatchSize">Samples a step.</param>
/// <param name="Ridge">ε of the penalty (ε/2)‖V‖².</param>
public sealed record TangentKernelTraining(CoefficientOptimiser Optimiser, AttackSettings? Attack, int Steps, int BatchSize, double Ridge)
{
    /// <summary>Name, for reports.</summary>
    public string Name => $"{Optimiser.Name}, {(Attack is null ? "clean" : Attack.Steps == 1 ? "FGM" : $"PGD-{Attack.Steps}")}, {Steps} steps";

    /// <summary>V [m × d] from zero.</summary>
    /// <param name="network">The network whose tangent features are used; it does not change.</param>
    /// <param name="distribution">The distribution.</param>
    /// <param name="device">Draws the samples.</param>
    /// <param name="progress">Told the share of the steps done; an exception of its own ends the training.</param>
    public Matrix Run(SymmetricReluNetwork network, SparseCodingDistribution distribution, ISparseCodingDevice device, Action<double> progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(distribution);
        ArgumentNullException.ThrowIfNull(device);
        var coefficients = new Matrix(network.Width, network.Dimension);
        using var gradient = new Matrix(network.Width, network.Dimension);
        using var batch = new TangentKernelBatch(network, BatchSize);
        using var samples = new Matrix(BatchSize, network.Dimension);
        using CoefficientOptimiser.IOptimiserState state = Optimiser.Begin(coefficients);
        var labels = new float[BatchSize];
        for (int step = 0; step < Steps; step++)
        {
            device.Sample(distribution, RandomStream.LowComplexityTraining, step, samples, labels);
            batch.Points.CopyFrom(samples);
            if (Attack is { } attack)
            {
                TangentKernelAttack.Run(batch, coefficients, samples, labels, attack);
            }

            ComputeGradient(batch, coefficients, labels, gradient);
            state.Step(coefficients, gradient, 1 - (0.9 * step / Steps));
            progress((step + 1.0) / Steps);
        }

        return coefficients;
    }

    private void ComputeGradient(TangentKernelBatch batch, Matrix coefficients, float[] labels, Matrix gradient)
    {
        batch.Evaluate(coefficients);
        var slopes = new float[labels.Length];
        for (int j = 0; j < slopes.Length; j++)
        {
            slopes[j] = -labels[j] / ((1 + MathF.Exp(labels[j] * batch.Scores[j])) * BatchSize);
        }

        batch.SumFeatures(slopes, gradient);
        for (int i = 0; i < gradient.Rows && Ridge > 0; i++)
        {
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(coefficients.Row(i), (float)Ridge, gradient.Row(i), gradient.Row(i));
        }
    }
}
