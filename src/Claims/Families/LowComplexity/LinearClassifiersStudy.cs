using PurifyProofs.Bounds.LowComplexity;
using PurifyProofs.Claims.Families.SparseCoding;

namespace PurifyProofs.Claims.Families.LowComplexity;

/// <summary>What is proved of every linear classifier, and the best that training reached.</summary>
public sealed class LinearClassifiersStudy : ISparseCodingStudy
{
    public Study Kind => Study.LinearClassifiers;

    public IReadOnlyList<Study> Prerequisites => [];

    public StudyWork Work(SparseCodingInstance instance, Effort effort) => new(SmallModels: 2);

    public StudyOutcome Run(SparseCodingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Report(0, "training linear classifiers");
        LinearResult result = LinearStudy.Run(context.Distribution, context.Instance.Radius, LowComplexityEffort.Of(context.Effort.Scale).Models);
        return new StudyOutcome(
            FormattableString.Invariant(
                $"no linear classifier exceeds {result.Proved.WithoutBias:P1} ({result.Proved.WithBias:P1} with a bias), training reached {result.WithoutBias.Robust.Estimate:P1} ({result.WithBias.Robust.Estimate:P1})"),
            [
                new(LowComplexityKeys.LinearProvedWithoutBias, Scalar: result.Proved.WithoutBias),
                new(LowComplexityKeys.LinearProvedWithBias, Scalar: result.Proved.WithBias),
                new(LowComplexityKeys.LinearReachedWithoutBias, Proportion: result.WithoutBias.Robust),
                new(LowComplexityKeys.LinearReachedWithBias, Proportion: result.WithBias.Robust),
                new(LowComplexityKeys.LinearByRadius, Series: Curves.Of(result.WithBias)),
                new(LowComplexityKeys.LinearProvedByRadius, Series: [.. result.WithBias.Curve.Select(point => new SeriesPoint(point.Radius, LinearBound.Of(result.Proved.Moments, point.Radius).WithBias))]),
            ]);
    }
}
