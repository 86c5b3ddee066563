using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Cli.Benchmarks;

/// <summary>The sizes of a workload, and how many of its neuron–sample pairs are active.</summary>
internal sealed record WorkloadShape
{
    /// <summary>Input dimension d; the dictionary is orthonormal, D = d.</summary>
    public int Dimension { get; init; } = 256;

    /// <summary>Sparsity k of the codes.</summary>
    public int Sparsity { get; init; } = 3;

    /// <summary>Number of neurons m.</summary>
    public int Width { get; init; } = 1024;

    /// <summary>Samples a step, and points an attack.</summary>
    public int BatchSize { get; init; } = 512;

    /// <summary>Radius τ of FGM and PGD, ℓ2.</summary>
    public double Radius { get; init; } = 0.2;

    /// <summary>Steps of projected descent.</summary>
    public int AttackSteps { get; init; } = 50;

    /// <summary>b_i/‖w_i‖.</summary>
    public required double BiasFraction { get; init; }

    /// <summary>s_i/b_i.</summary>
    public double SmoothingFraction { get; init; } = 0.7;

    /// <summary>Law of the smoothing noise.</summary>
    public Smoothing Smoothing { get; init; } = Smoothing.Uniform;

    /// <summary>The workload by which machines and tools are compared: b = 0.1‖w‖, about 63 % of the pairs active.</summary>
    public static WorkloadShape Standard { get; } = new() { BiasFraction = 0.1 };

    /// <summary>
    /// The same with the bias at the end of phase I of the purifying training runs, b = 0.60‖w‖/√k: about 10 % of the pairs
    /// are active on random weights. Those runs spend nearly all of their steps at 2 to 13 %.
    /// </summary>
    public static WorkloadShape LatePhase { get; } = Standard with { BiasFraction = 0.60 / Math.Sqrt(Standard.Sparsity) };
}
