namespace PurifyProofs.Model.SparseCoding;

/// <summary>The network before any training.</summary>
public static class InitialNetwork
{
    /// <summary>w_i⁰ ~ N(0, σ_0² I), b_i = β_0‖w_i⁰‖/√k, s_i the plan's fraction of b_i.</summary>
    /// <param name="plan">The training plan.</param>
    /// <param name="dimension">d.</param>
    /// <param name="sparsity">k.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">Where the weights come from; independent networks take different streams.</param>
    public static unsafe SymmetricReluNetwork Draw(TrainingPlan plan, int dimension, int sparsity, ulong seed, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var weights = new Matrix(plan.Width, dimension);
        var bias = new float[plan.Width];
        var smoothingWidth = new float[plan.Width];
        for (int i = 0; i < plan.Width; i++)
        {
            float* row = weights.RowStart(i);
            NormalSampler.Add(row, dimension, (float)plan.InitialScale, seed, new PhiloxCounter(0, (uint)i, 0, (uint)stream << 1));
            double norm = Math.Sqrt(VectorKernels.SquaredNorm(row, weights.Columns));
            bias[i] = (float)(plan.Bias.Start * norm / Math.Sqrt(sparsity));
            smoothingWidth[i] = plan.Smoothing == Smoothing.None ? 0 : (float)plan.SmoothingFraction * bias[i];
        }

        return new SymmetricReluNetwork(weights, bias, smoothingWidth, (float)plan.OutputScale, plan.Smoothing);
    }
}
