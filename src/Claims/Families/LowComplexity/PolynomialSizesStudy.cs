using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.LowComplexity;

/// <summary>Attacked accuracy of polynomials against the dimension, at per-coordinate noise of constant fractions of a feature's size 1/√k.</summary>
public sealed class PolynomialSizesStudy : ISparseCodingStudy
{
    /// <inheritdoc/>
    public Study Kind => Study.PolynomialSizes;

    /// <inheritdoc/>
    public IReadOnlyList<Study> Prerequisites => [];

    /// <inheritdoc/>
    public StudyWork Work(SparseCodingInstance instance, Effort effort)
    {
        ArgumentNullException.ThrowIfNull(instance);
        double sizes = LowComplexityEffort.Dimensions.Sum() / (double)instance.Law.Dimension;
        return new StudyWork(SmallModels: sizes * LowComplexityEffort.NoiseFractions.Count * LowComplexityEffort.DegreesOverSizes.Count / 4);
    }

    /// <inheritdoc/>
    public StudyOutcome Run(SparseCodingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        List<Measurement> measured = [];
        double total = LowComplexityEffort.Dimensions.Sum() * LowComplexityEffort.NoiseFractions.Count, done = 0;
        foreach (double fraction in LowComplexityEffort.NoiseFractions)
        {
            var curves = LowComplexityEffort.DegreesOverSizes.ToDictionary(static degree => degree, static _ => new List<SeriesPoint>());
            foreach (int dimension in LowComplexityEffort.Dimensions)
            {
                context.Report(done / total, FormattableString.Invariant($"noise {fraction}/√k, d = {dimension}"));
                foreach ((int degree, RobustFit fit) in Reach(context, dimension, fraction))
                {
                    curves[degree].Add(new SeriesPoint(dimension, fit.Robust.Estimate));
                    if (dimension == LowComplexityEffort.Dimensions[^1])
                    {
                        measured.Add(new(LowComplexityKeys.PolynomialAtLargestDimension(degree, fraction), Proportion: fit.Robust));
                    }
                }

                done += dimension;
            }

            measured.AddRange(curves.Select(curve => new Measurement(LowComplexityKeys.PolynomialByDimension(curve.Key, fraction), Series: curve.Value)));
        }

        int highest = LowComplexityEffort.DegreesOverSizes[^1];
        IEnumerable<string> words = LowComplexityEffort.NoiseFractions.Select(fraction => FormattableString.Invariant($"noise {fraction}/√k: ")
            + DimensionThreshold.InWords(measured.Single(one => one.Key == LowComplexityKeys.PolynomialByDimension(highest, fraction)).Series!, Thresholds.HardlyBetterThanConstant));
        return new StudyOutcome(FormattableString.Invariant($"degree {highest} fails at ") + string.Join(", ", words), measured);
    }

    private static IEnumerable<(int Degree, RobustFit Fit)> Reach(SparseCodingContext context, int dimension, double fraction)
    {
        // Noise is N(0, σ²/d) in every coordinate; a feature is 1/√k.
        SparseCodingLaw law = context.Instance.Law with
        {
            Dimension = dimension,
            DictionarySize = dimension,
            NoiseLevel = fraction * Math.Sqrt((double)dimension / context.Instance.Law.Sparsity),
        };
        using var distribution = new SparseCodingDistribution(law, context.Instance.Seed, context.Instance.Broken.MixtureFlip);
        var study = new PolynomialStudy(distribution, context.Instance.Radius, LowComplexityEffort.Sizes);
        foreach (int degree in LowComplexityEffort.DegreesOverSizes)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            yield return (degree, study.Reach(degree).Fit);
        }
    }
}
