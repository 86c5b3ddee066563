using PurifyProofs.Model.Cpu.SparseCoding;

namespace PurifyProofs.Cli.Benchmarks;

/// <summary>By which matrix an attack follows its pre-activations p = W(x + δ) from step to step.</summary>
internal enum AttackRoute
{
    /// <summary>W: a forward product and a sum over the active rows of W at every step.</summary>
    Weights,

    /// <summary>G = WWᵀ: δ stays in the span of the rows of W, so that p moves by G times the active derivatives.</summary>
    Gram,
}

/// <summary>
/// The work of one step, or of one point. Only matrix products are counted, a multiply–add as two FLOPs: activation, loss,
/// random numbers, norms and the packing of weights take time but no FLOPs here. <em>Dense</em> is what a program does that
/// treats codes and derivatives as dense matrices; <em>done</em> is what is left when it multiplies by k-sparse codes and by
/// active derivatives only, where the device does (<see cref="KernelChoice"/>). n is the batch, α the active fraction:
/// sampling Mz 2nDd dense, 2nkd done; forward W x 2nmd in both; input and weight gradient 2nmd dense, 2nαmd done, or 2nmd
/// where so many pairs are active that the device takes the dense product.
/// </summary>
/// <param name="DenseFlops">FLOPs, dense.</param>
/// <param name="DoneFlops">FLOPs actually done.</param>
/// <param name="Bytes">
/// Bytes that must move between memory and an infinite cache that starts empty and ends written back: every input once,
/// every output once, nothing in between.
/// </param>
internal sealed record WorkCount(double DenseFlops, double DoneFlops, double Bytes)
{
    /// <summary>One clean step: sampling, forward, weight gradient. W, b, s and M are read, W is written; samples are born in the cache.</summary>
    public static WorkCount CleanStep(WorkloadShape shape, double active)
    {
        double product = Product(shape, shape.BatchSize);
        return new WorkCount(
            DenseSampling(shape) + (2 * product),
            SparseSampling(shape) + ((1 + Touched(active)) * product),
            Training(shape));
    }

    /// <summary>One FGM step: the clean step, one more forward and one input gradient.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="activeAtSamples">Active fraction at the samples, where the input gradient is taken.</param>
    /// <param name="activeWhenPerturbed">Active fraction at the perturbed samples, where the weight gradient is taken.</param>
    public static WorkCount FastGradientStep(WorkloadShape shape, double activeAtSamples, double activeWhenPerturbed)
    {
        double product = Product(shape, shape.BatchSize);
        return new WorkCount(
            DenseSampling(shape) + (4 * product),
            SparseSampling(shape) + ((2 + Touched(activeAtSamples) + Touched(activeWhenPerturbed)) * product),
            Training(shape));
    }

    /// <summary>
    /// One point of projected descent with T steps: dense (2T + 1)·2md. Done through W: (T + 1 + Tα)·2md. Done through G, for
    /// a batch: G, 2md·m; p at x, p at x + δ and δ at the end, 2nmd each; T products with G, 2nαm² each.
    /// W and the points are read, perturbations read and written.
    /// </summary>
    public static WorkCount AttackedPoint(WorkloadShape shape, AttackRoute route, double active)
    {
        double product = Product(shape, 1);
        double done = route switch
        {
            AttackRoute.Weights => (shape.AttackSteps + 1 + (shape.AttackSteps * Touched(active))) * product,
            AttackRoute.Gram => (product * shape.Width / shape.BatchSize) + (3 * product)
                + (2.0 * shape.AttackSteps * active * shape.Width * shape.Width),
            _ => throw new ArgumentOutOfRangeException(nameof(route)),
        };
        return new WorkCount(
            ((2 * shape.AttackSteps) + 1) * product,
            done,
            (Parameters(shape) / shape.BatchSize) + (3 * sizeof(float) * shape.Dimension));
    }

    /// <summary>One point of a forward pass of <paramref name="points"/> points: 2md. W, the point and its label are read, its margin is written.</summary>
    public static WorkCount ForwardedPoint(WorkloadShape shape, int points)
    {
        double product = Product(shape, 1);
        return new WorkCount(product, product, (Parameters(shape) / points) + (sizeof(float) * (shape.Dimension + 2.0)));
    }

    private static double Touched(double active) => KernelChoice.IsDense(active) ? 1 : active;

    private static double Product(WorkloadShape shape, int samples) => 2.0 * samples * shape.Width * shape.Dimension;

    private static double DenseSampling(WorkloadShape shape) => 2.0 * shape.BatchSize * shape.Dimension * shape.Dimension;

    private static double SparseSampling(WorkloadShape shape) => 2.0 * shape.BatchSize * shape.Sparsity * shape.Dimension;

    private static double Parameters(WorkloadShape shape) => sizeof(float) * shape.Width * (shape.Dimension + 2.0);

    private static double Training(WorkloadShape shape) =>
        Parameters(shape) + (sizeof(float) * (double)shape.Width * shape.Dimension) + (sizeof(float) * (double)shape.Dimension * shape.Dimension);
}
