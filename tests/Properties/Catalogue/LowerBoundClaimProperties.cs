using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.LowComplexity;
using PurifyProofs.Claims.Families.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.Catalogue;

/// <summary>LB-1 and LB-2 as functions of their evidence: what is proved decides one side, what is reached the other, and neither stands in for the other.</summary>
public sealed class LowerBoundClaimProperties : PropertyChecks
{
    private static readonly SparseCodingInstance Example = SparseCodingLine.Parse("preset=two-sided,d=256,k=3,m=1024,radius=0.18,seed=1");

    [Fact]
    public void A_bound_that_proves_too_little_leaves_LB_1_open() => Check(Gen.Choose(531, 1000), 50, static thousandth =>
        Assert.Equal(VerdictKind.Undecided, Judge("LB-1", Evidence().Set(LowComplexityKeys.LinearProvedWithBias, thousandth / 1000.0)).Verdict));

    [Fact]
    public void A_linear_classifier_above_the_threshold_violates_LB_1() => Check(Gen.Choose(560, 1000), 50, static thousandth =>
    {
        HandMadeEvidence evidence = Evidence().Set(LowComplexityKeys.LinearProvedWithBias, 1.0).Set(LowComplexityKeys.LinearReachedWithBias, Share(thousandth));
        Assert.Equal(VerdictKind.Violated, Judge("LB-1", evidence).Verdict);
    });

    [Fact]
    public void A_linear_classifier_above_what_is_proved_takes_the_verdict_away() => Check(Gen.Choose(540, 1000), 50, static thousandth =>
    {
        InstanceVerdict verdict = Judge("LB-1", Evidence().Set(LowComplexityKeys.LinearReachedWithBias, Share(thousandth)));
        Assert.Equal(VerdictKind.Undecided, verdict.Verdict);
        Assert.Contains("cannot be trusted", verdict.Reason, StringComparison.Ordinal);
    });

    [Fact]
    public void Only_a_certified_polynomial_violates_LB_2() => Check(Gen.Elements(3, 5, 7).Zip(Gen.Choose(560, 1000)).Zip(Gen.Choose(0, 500)), 100, static pair =>
    {
        ((int degree, int attacked), int low) = pair;
        HandMadeEvidence evidence = Evidence().Set(LowComplexityKeys.PolynomialAttackedAccuracy(degree), Share(attacked));
        Assert.Equal(VerdictKind.Undecided, Judge("LB-2", evidence).Verdict);
        Assert.Equal(VerdictKind.Undecided, Judge("LB-2", evidence.Set(LowComplexityKeys.PolynomialCertifiedAccuracy(degree), Share(low))).Verdict);
        Assert.Equal(VerdictKind.Violated, Judge("LB-2", evidence.Set(LowComplexityKeys.PolynomialCertifiedAccuracy(degree), Share(attacked))).Verdict);
    });

    // A hinge loss near 1 sounds like a model that fails, and is compatible with every accuracy.
    [Fact]
    public void No_hinge_loss_and_no_mean_margin_decides_anything() => Check(Gen.Choose(0, 1000).Zip(Gen.Choose(560, 1000)), 50, static pair =>
    {
        HandMadeEvidence evidence = Evidence().Set(LowComplexityKeys.KernelHingeLoss(10), pair.Item1 / 1000.0).Set(LowComplexityKeys.PolynomialHingeLoss(5, 1), pair.Item1 / 1000.0);
        Assert.Equal(VerdictKind.Holds, Judge("LB-2", evidence).Verdict);
        Assert.Equal(VerdictKind.Holds, Judge("LB-3", evidence).Verdict);
        Assert.Equal(VerdictKind.Violated, Judge("LB-3", evidence.Set(LowComplexityKeys.KernelAttackedAccuracy(2), Share(pair.Item2))).Verdict);
    });

    [Fact]
    public void The_threshold_dimension_is_where_the_curve_crosses_for_the_last_time() => Check(Gen.Choose(1, 5).Zip(Gen.Choose(1, 46)), 100, static pair =>
    {
        (int above, int percent) = pair;
        SeriesPoint[] curve = [.. Enumerable.Range(0, 6).Select(i => new SeriesPoint(64 << i, i < above ? 0.53 + (percent / 100.0) : 0.53 - (percent / 100.0)))];
        Assert.Equal(curve[above].X / Math.Sqrt(2), DimensionThreshold.Of(curve, 0.53), 1e-6 * curve[above].X);
        Assert.Equal(0, DimensionThreshold.Of(curve[above..], 0.53));
        Assert.Equal(double.NaN, DimensionThreshold.Of(curve[..above], 0.53));
    });

    private static HandMadeEvidence Evidence() => new(Example.Law.Dimension);

    private static Proportion Share(int thousandth) => new(20 * thousandth, 20_000);

    private static InstanceVerdict Judge(string claim, HandMadeEvidence evidence) => ClaimCatalogue.Select(claim).Single().Judge(Example, evidence.WithoutStudies(), 1e-3);
}
