using System.Numerics.Tensors;
using PurifyProofs.Bounds.LowComplexity;
using PurifyProofs.Model.FixedFeatures;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.LowComplexity;

/// <summary>
/// LB-3 on one instance. <see cref="Reached"/> are accuracies; everything else is about mean margins and the hinge loss of models ⟨v, φ⟩
/// under a budget of ‖v‖, and says nothing about accuracies.
/// </summary>
/// <param name="Reached">Every trainer's result on fresh samples.</param>
/// <param name="Norms">‖v‖ of the trained models, in the same order: what a budget must allow to cover them.</param>
/// <param name="CleanMeanMargin">‖Ê[yφ(x)]‖: the largest mean margin of any model of norm 1 on clean samples.</param>
/// <param name="ShiftLength">ρ ≤ τ, chosen on pilot samples: all samples are moved to x − yρu.</param>
/// <param name="Shifted">The dual bound under that shift with λ = 1 (0 beyond the clip); its residual ‖Ê[yφ(x − yρu)]‖ bounds every mean margin of norm 1.</param>
public sealed record TangentKernelResult(
    IReadOnlyList<RobustFit> Reached, IReadOnlyList<double> Norms, double CleanMeanMargin, double ShiftLength, DualCertificate Shifted);

/// <summary>Effort of LB-3.</summary>
public sealed record TangentKernelEffort
{
    /// <summary>Adversarial steps of each optimiser.</summary>
    public int Steps { get; init; } = 1000;

    /// <summary>Samples a step.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Fresh samples of an evaluation.</summary>
    public int EvaluationSamples { get; init; } = 512;

    /// <summary>PGD steps of an evaluation.</summary>
    public int EvaluationAttackSteps { get; init; } = 40;

    /// <summary>Samples that choose the shift.</summary>
    public int PilotSamples { get; init; } = 4096;

    /// <summary>Fresh samples of the dual bound.</summary>
    public int DualSamples { get; init; } = 32768;

    /// <summary>Probability that a statement about the population is wrong.</summary>
    public double ErrorProbability { get; init; } = 1e-6;
}

/// <summary>Trains, attacks and bounds the tangent-kernel models of a network: at its initial weights for LB-3, at trained ones for its breaker.</summary>
public static class TangentKernelStudy
{
    // The training whose model is also attacked at other radii.
    private const int FirstAdversarial = 1;

    // The rest of the time goes into means.
    private const double TrainingShare = 0.9;

    /// <summary>Any data law.</summary>
    /// <param name="network">The network whose tangent features are used.</param>
    /// <param name="distribution">The distribution.</param>
    /// <param name="radius">τ.</param>
    /// <param name="device">Draws the samples.</param>
    /// <param name="effort">Effort.</param>
    /// <param name="progress">Told the share done in [0, 1] and what is being done; an exception of its own ends the study.</param>
    public static TangentKernelResult Run(
        SymmetricReluNetwork network, SparseCodingDistribution distribution, double radius, ISparseCodingDevice device, TangentKernelEffort effort, Action<double, string> progress)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(distribution);
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(effort);
        ArgumentNullException.ThrowIfNull(progress);
        var mean = new TangentKernelMean(network, distribution, device);
        double shift = mean.BestShift(radius, effort.PilotSamples);
        List<RobustFit> fits = [];
        List<double> norms = [];
        TangentKernelTraining[] trainings = [.. Trainings(radius, effort)];
        double total = trainings.Sum(Cost), done = 0;
        foreach (TangentKernelTraining training in trainings)
        {
            double begun = done / total, share = Cost(training) / total;
            using Matrix coefficients = training.Run(
                network, distribution, device, fraction => progress(TrainingShare * (begun + (share * fraction)), $"tangent kernel, {training.Name}"));
            done += Cost(training);
            RobustFit fit = TangentKernelEvaluation.Judge(training.Name, network, coefficients, distribution, radius, device, effort);
            fits.Add(training == trainings[FirstAdversarial] ? TangentKernelEvaluation.WithCurve(fit, network, coefficients, distribution, radius, device, effort) : fit);
            norms.Add(Math.Sqrt(Enumerable.Range(0, coefficients.Rows).Sum(i => (double)TensorPrimitives.SumOfSquares<float>(coefficients.Row(i)))));
        }

        progress(TrainingShare, "tangent kernel, mean margins");
        double clean = mean.Certify(0, effort.DualSamples, effort.ErrorProbability).ResidualNorm;
        return new TangentKernelResult(fits, norms, clean, shift, mean.Certify(shift, effort.DualSamples, effort.ErrorProbability));
    }

    private static double Cost(TangentKernelTraining training) => training.Steps * (2 + (training.Attack?.Steps ?? 0));

    // Rates: ‖φ‖ is about ½ and margins of order 1 need ‖v‖ of some tens; momentum moves v as the gradient, Adam every entry alike.
    private static IEnumerable<TangentKernelTraining> Trainings(double radius, TangentKernelEffort effort)
    {
        var momentum = new CoefficientOptimiser.Momentum(20);
        var adam = new CoefficientOptimiser.Adam(0.003);
        AttackSettings fast = AttackSettings.FastGradient(radius);
        yield return new TangentKernelTraining(momentum, null, effort.Steps / 4, effort.BatchSize, 0);
        yield return new TangentKernelTraining(momentum, fast, effort.Steps, effort.BatchSize, 0);
        yield return new TangentKernelTraining(adam, fast, effort.Steps, effort.BatchSize, 0);
        yield return new TangentKernelTraining(momentum, AttackSettings.ProjectedGradient(radius, 3), effort.Steps / 4, effort.BatchSize, 0);
    }
}
