using PurifyProofs.Claims.Families.SparseCoding;

namespace PurifyProofs.Claims.Families.LowComplexity;

/// <summary>Polynomials of degree 1, 3, 5 and 7: the best that training reached, the dual bound, and the best additive polynomial by its certificate.</summary>
public sealed class PolynomialsStudy : ISparseCodingStudy
{
    public Study Kind => Study.Polynomials;

    public IReadOnlyList<Study> Prerequisites => [];

    public StudyWork Work(SparseCodingInstance instance, Effort effort) => new(SmallModels: 2.0 * LowComplexityEffort.Degrees.Count);

    public StudyOutcome Run(SparseCodingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var study = new PolynomialStudy(context.Distribution, context.Instance.Radius, LowComplexityEffort.Of(context.Effort.Scale).Models);
        List<Measurement> measured = [];
        List<string> summary = [];
        IReadOnlyList<int> degrees = LowComplexityEffort.Degrees;
        for (int i = 0; i < degrees.Count; i++)
        {
            context.Report((double)i / degrees.Count, FormattableString.Invariant($"polynomials of degree {degrees[i]}"));
            PolynomialResult result = study.Run(degrees[i]);
            measured.AddRange(Measurements(result));
            summary.Add(FormattableString.Invariant($"degree {result.Degree}: {result.Reached.Robust.Estimate:P1}"));
        }

        return new StudyOutcome("attacked accuracy " + string.Join(", ", summary), measured);
    }

    private static IEnumerable<Measurement> Measurements(PolynomialResult result)
    {
        yield return new(LowComplexityKeys.PolynomialCleanAccuracy(result.Degree), Proportion: result.Reached.Clean);
        yield return new(LowComplexityKeys.PolynomialAttackedAccuracy(result.Degree), Proportion: result.Reached.Robust);
        yield return new(LowComplexityKeys.PolynomialByRadius(result.Degree), Series: Curves.Of(result.Reached));
        if (result.Counterexample is { } counterexample)
        {
            yield return new(LowComplexityKeys.PolynomialCertifiedAccuracy(result.Degree), Proportion: counterexample.Certified);
        }

        foreach (double budget in LowComplexityEffort.PolynomialBudgets)
        {
            yield return new(LowComplexityKeys.PolynomialHingeLoss(result.Degree, budget), Scalar: result.Proved.InPopulation(budget));
        }
    }
}
