using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.LowComplexity;

/// <summary>The network's tangent kernel at its initial weights, or, for a control, part of the way to its adversarially trained ones.</summary>
public sealed class TangentKernelModelsStudy : ISparseCodingStudy
{
    /// <inheritdoc/>
    public Study Kind => Study.TangentKernel;

    /// <inheritdoc/>
    public IReadOnlyList<Study> Prerequisites => [Study.FastGradient];

    /// <inheritdoc/>
    public StudyWork Work(SparseCodingInstance instance, Effort effort)
    {
        ArgumentNullException.ThrowIfNull(effort);
        return new StudyWork(KernelSteps: 2.75 * LowComplexityEffort.Of(effort.Scale).Kernel.Steps * LowComplexityEffort.Of(effort.Scale).Kernel.BatchSize);
    }

    /// <inheritdoc/>
    public StudyOutcome Run(SparseCodingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        LowComplexityEffort effort = LowComplexityEffort.Of(context.Effort.Scale);
        using SymmetricReluNetwork network = NetworkOfFeatures(context);
        double share = effort.RandomFeatures > 0 ? 0.75 : 1;
        TangentKernelResult result = TangentKernelStudy.Run(
            network, context.Distribution, context.Instance.Radius, context.Device, effort.Kernel, (fraction, detail) => context.Report(share * fraction, detail));
        List<Measurement> measured =
        [
            new(LowComplexityKeys.KernelCleanMeanMargin, Scalar: result.CleanMeanMargin),
            new(LowComplexityKeys.KernelByRadius, Series: Curves.Of(result.Reached.Single(static fit => fit.Curve.Count > 0))),
            new(LowComplexityKeys.KernelShift, Scalar: result.ShiftLength),
            new(LowComplexityKeys.KernelShiftedMeanMargin, Scalar: result.Shifted.ResidualNorm + result.Shifted.ResidualDeviation),
            .. LowComplexityEffort.KernelBudgets.Select(budget => new Measurement(LowComplexityKeys.KernelHingeLoss(budget), Scalar: result.Shifted.InPopulation(budget))),
        ];
        for (int i = 0; i < result.Reached.Count; i++)
        {
            measured.Add(new(LowComplexityKeys.KernelCleanAccuracy(i), Proportion: result.Reached[i].Clean));
            measured.Add(new(LowComplexityKeys.KernelAttackedAccuracy(i), Proportion: result.Reached[i].Robust));
            measured.Add(new(LowComplexityKeys.KernelNorm(i), Scalar: result.Norms[i]));
        }

        if (effort.RandomFeatures > 0)
        {
            context.Report(share, "random ReLU features");
            RobustFit random = RandomFeatureStudy.Run(context.Distribution, context.Instance.Radius, effort.RandomFeatures, LowComplexityEffort.Sizes);
            measured.Add(new(LowComplexityKeys.RandomFeaturesAttackedAccuracy, Proportion: random.Robust));
        }

        return new StudyOutcome(
            "attacked accuracy " + string.Join("; ", result.Reached.Select(static fit => FormattableString.Invariant($"{fit.Method}: {fit.Robust.Estimate:P1}"))),
            measured);
    }

    private static SymmetricReluNetwork NetworkOfFeatures(SparseCodingContext context)
    {
        SymmetricReluNetwork initial = context.InitialNetwork();
        double share = context.Instance.Broken.KernelShare;
        if (share == 0)
        {
            return initial;
        }

        using (initial)
        {
            using SymmetricReluNetwork trained = context.AdversarialNetwork().Network;
            return NetworkInterpolation.Between(initial, trained, share);
        }
    }
}
