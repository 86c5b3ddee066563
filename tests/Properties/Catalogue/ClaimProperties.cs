using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Catalogue.FeaturePurification;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Families.LowComplexity;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.Catalogue;

/// <summary>
/// What single claims of sparse coding make of their evidence, beyond what every claim owes: see the suite in Conformance.
/// </summary>
public sealed class ClaimProperties : PropertyChecks
{
    private static readonly IClaim[] Claims = [.. ClaimCatalogue.All.Where(static claim => claim.Family == SparseCodingFamily.Identity)];

    [Fact]
    public void Initial_correlation_above_the_lottery_scale_violates() => Check(Instances().Zip(Gen.Elements(TrainedNetwork.Clean, TrainedNetwork.FastGradient)).Zip(Gen.Choose(1, 500)), 200, static pair =>
    {
        ((SparseCodingInstance instance, string network), int thousandth) = pair;
        double scale = InitialCorrelation.LotteryScale(instance.Plan.Width, instance.Law.Dimension, 1);
        HandMadeEvidence evidence = new(instance.Law.Dimension);
        Assert.Equal(VerdictKind.Violated, JudgeBeyond("FP-1", instance, evidence.Set(EvidenceKeys.InitialCorrelation(network), scale * (1 + (thousandth / 1000.0)))).Verdict);
        Assert.Equal(VerdictKind.Holds, JudgeBeyond("FP-1", instance, evidence.Set(EvidenceKeys.InitialCorrelation(network), scale * (1 - (thousandth / 1000.0)))).Verdict);
    });

    // More features raise the scale; beyond this limit the claim would be empty and must not pass.
    [Fact]
    public void Many_features_never_excuse_a_correlation() => Check(Instances().Zip(Gen.Elements(TrainedNetwork.Clean, TrainedNetwork.FastGradient)).Zip(Gen.Choose(1, 1000)), 200, static pair =>
    {
        ((SparseCodingInstance instance, string network), int more) = pair;
        HandMadeEvidence evidence = new HandMadeEvidence(instance.Law.Dimension).Set(EvidenceKeys.InitialCorrelation(network), 0);
        Assert.Equal(VerdictKind.Violated, JudgeBeyond("FP-1", instance, evidence.Set(EvidenceKeys.FeatureCount(network), Math.Sqrt(instance.Law.Dimension) + (more / 100.0))).Verdict);
        Assert.Equal(VerdictKind.Holds, JudgeBeyond("FP-1", instance, evidence.Set(EvidenceKeys.FeatureCount(network), 4)).Verdict);
    });

    // m = r d: the dimension that is named is the first at which chance alone gives less than 1/2, and from there on the claim applies.
    [Fact]
    public void Below_the_named_dimension_the_claim_does_not_apply_and_from_there_on_it_does() => Check(Gen.Choose(1, 12), 24, static factor =>
    {
        int first = InitialCorrelation.SmallestDimension(factor);
        IClaim claim = ClaimCatalogue.Select("FP-1").Single();
        string? Breach(int dimension) => claim.Breach(SparseCodingLine.Parse(
            FormattableString.Invariant($"preset=two-sided,d={dimension},k=3,m={factor * dimension},radius=0.2,seed=1")));
        Assert.Contains(FormattableString.Invariant($"from d = {first} on"), Breach(first - 1), StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"from d = {first} on"), Breach(192), StringComparison.Ordinal);
        Assert.Null(Breach(first));
        Assert.Null(Breach(2 * first));
    });

    [Fact]
    public void The_correlation_must_fall_with_the_dimension() => Check(Instances().Zip(Gen.Elements(TrainedNetwork.Clean, TrainedNetwork.FastGradient)).Zip(Gen.Choose(100, 2000)), 200, static pair =>
    {
        ((SparseCodingInstance instance, string network), int thousandth) = pair;
        string key = EvidenceKeys.InitialCorrelationByDimension(network);
        HandMadeEvidence evidence = new(instance.Law.Dimension);
        Assert.Equal(VerdictKind.Violated, Judge("FP-1b", instance, evidence.Set(key, Curve(thousandth / 1000.0, 0.001))).Verdict);
        Assert.Equal(VerdictKind.Holds, Judge("FP-1b", instance, evidence.Set(key, Curve(-thousandth / 1000.0, 0.001))).Verdict);
        Assert.Equal(VerdictKind.Undecided, Judge("FP-1b", instance, evidence.Set(key, Curve(0, thousandth / 1000.0))).Verdict);
    });

    // The lazy regime: the weights hardly leave the initialisation, and a little more so at larger sizes.
    [Fact]
    public void A_correlation_that_stays_large_has_not_vanished_however_it_falls() => Check(Instances().Zip(Gen.Elements(TrainedNetwork.Clean, TrainedNetwork.FastGradient)).Zip(Gen.Choose(72, 100)), 100, static pair =>
    {
        ((SparseCodingInstance instance, string network), int percent) = pair;
        HandMadeEvidence evidence = new HandMadeEvidence(instance.Law.Dimension).Set(EvidenceKeys.InitialCorrelationByDimension(network), Curve(-0.001, 1e-6, percent / 100.0));
        InstanceVerdict verdict = Judge("FP-1b", instance, evidence);
        Assert.Equal(VerdictKind.Violated, verdict.Verdict);
        Assert.StartsWith(network + " correlation at largest size", verdict.Reason, StringComparison.Ordinal);
    });

    [Fact]
    public void The_cost_must_not_grow_faster_than_the_limit() => Check(LargeInstances().Zip(CostKeys()).Zip(Gen.Choose(100, 2000)), 200, static pair =>
    {
        ((SparseCodingInstance instance, string key), int thousandth) = pair;
        HandMadeEvidence evidence = new(instance.Law.Dimension);
        double exponent = Thresholds.CostExponent;
        Assert.Equal(VerdictKind.Violated, Judge("FP-9", instance, evidence.Set(key, Curve(exponent + (thousandth / 1000.0), 0.001))).Verdict);
        Assert.Equal(VerdictKind.Holds, Judge("FP-9", instance, evidence.Set(key, Curve(exponent - (thousandth / 1000.0), 0.001))).Verdict);
        Assert.Equal(VerdictKind.Undecided, Judge("FP-9", instance, evidence.Set(key, Curve(exponent, thousandth / 1000.0))).Verdict);
    });

    // What is never reached must not be left out of a claim on how fast it is; what is proved too little of is not refuted by that.
    [Fact]
    public void A_size_that_no_budget_makes_robust_leaves_the_cost_open_unless_attacks_or_labels_refute_it() => Check(
        LargeInstances().Zip(Gen.Choose(0, CostStudy.Sizes - 1)).Zip(Gen.Elements(EvidenceKeys.CleanAccuracy, EvidenceKeys.AttackedAccuracy, EvidenceKeys.CertifiedAccuracy)),
        100,
        static pair =>
        {
            ((SparseCodingInstance instance, int missing), Func<string, string> accuracy) = pair;
            HandMadeEvidence evidence = new(instance.Law.Dimension);
            foreach (string key in new[] { EvidenceKeys.StepsByDimension, EvidenceKeys.SamplesByDimension })
            {
                IReadOnlyList<SeriesPoint> points = evidence.Measurements.Single(one => one.Key == key).Series!;
                evidence.Set(key, [.. points.Select((point, i) => i == missing ? point with { Y = double.PositiveInfinity } : point)]);
            }

            InstanceVerdict open = Judge("FP-9", instance, evidence);
            Assert.Equal(VerdictKind.Undecided, open.Verdict);
            Assert.Contains("sizes without sufficient budget 1", open.Reason, StringComparison.Ordinal);

            evidence.Set(accuracy(TrainedNetwork.Cheapest), new Proportion(19_000, 20_000));
            bool refuted = missing == CostStudy.Sizes - 1 && accuracy(TrainedNetwork.Cheapest) != EvidenceKeys.CertifiedAccuracy(TrainedNetwork.Cheapest);
            Assert.Equal(refuted ? VerdictKind.Violated : VerdictKind.Undecided, Judge("FP-9", instance, evidence).Verdict);
        });

    [Fact]
    public void A_contradicted_certificate_on_the_way_leaves_the_cost_open() => Check(LargeInstances(), 20, static instance =>
    {
        HandMadeEvidence evidence = new HandMadeEvidence(instance.Law.Dimension).Set(EvidenceKeys.ContradictedCertificates(TrainedNetwork.Cheapest), 1);
        Assert.Equal(VerdictKind.Undecided, Judge("FP-9", instance, evidence).Verdict);
    });

    [Fact]
    public void Cosines_are_judged_as_the_share_that_earlier_ledgers_hold() => Check(Instances().Zip(Gen.Choose(0, int.MaxValue)), 200, static pair =>
    {
        (SparseCodingInstance instance, int seed) = pair;
        const string Network = TrainedNetwork.FastGradient;
        var random = new Random(seed);
        int count = random.Next(1, 400), large = random.Next(count + 1);
        SeriesPoint[] cosines = [.. Enumerable.Range(1, count).Select(i => new SeriesPoint(i, i <= large ? Between(random, Math.Sqrt(0.5), 1) : Between(random, -1, Math.Sqrt(0.5))))];
        HandMadeEvidence evidence = new HandMadeEvidence(instance.Law.Dimension).Set(EvidenceKeys.PurificationCosines(Network), cosines);
        InstanceVerdict today = Judge("FP-5", instance, evidence);
        InstanceVerdict before = Judge("FP-5", instance, evidence.Without(EvidenceKeys.PurificationCosines(Network)).Set(EvidenceKeys.PurifiedShare(Network), (double)large / count));
        Assert.Equal(large > 0.9 * count ? VerdictKind.Holds : VerdictKind.Violated, today.Verdict);
        Assert.Equal(before.Measures, today.Measures);
        Assert.Equal((before.Verdict, before.Reason), (today.Verdict, today.Reason));
    });

    [Fact]
    public void Longer_training_reports_the_radius_from_which_it_holds() => Check(Instances().Zip(Gen.Choose(0, 8)), 100, static pair =>
    {
        (SparseCodingInstance instance, int robust) = pair;
        SeriesPoint[] curve = [.. Enumerable.Range(0, 8).Select(i => new SeriesPoint(0.05 * (i + 1), i < robust ? 0.5 : 0))];
        HandMadeEvidence evidence = new HandMadeEvidence(instance.Law.Dimension).Set(EvidenceKeys.LongerAttackedByRadius(1), curve);
        double found = Judge("FP-3b", instance, evidence).Measures.Single(static measure => measure.Name == "holds_from_radius_decay_x1").Estimate;
        Assert.Equal(robust < 8 ? curve[robust].X : double.NaN, found);
    });

    [Fact]
    public void Training_far_beyond_the_radius_is_outside_the_hypotheses_of_robustness() => Check(Instances().Zip(Gen.Choose(1, 200)), 100, static pair =>
    {
        (SparseCodingInstance instance, int percent) = pair;
        IClaim claim = ClaimCatalogue.Select("FP-4").Single();
        SparseCodingInstance TrainedAt(double radius) => instance with { Plan = instance.Plan with { Adversarial = instance.Plan.Adversarial with { Radius = radius } } };
        Assert.Null(claim.Breach(TrainedAt(1.49 * instance.Radius)));
        Assert.NotNull(claim.Breach(TrainedAt((1.5 + (percent / 100.0)) * instance.Radius)));
    });

    [Fact]
    public void Low_rank_training_may_stay_five_points_behind() => Check(Instances().Zip(Gen.Choose(10, 60)).Zip(Gen.Choose(20_000, 100_000)), 200, static pair =>
    {
        ((SparseCodingInstance instance, int percent), int trials) = pair;
        string key = EvidenceKeys.LowRankAttackedAccuracy(instance.Law.Dimension / 4);
        HandMadeEvidence evidence = new(instance.Law.Dimension);
        Assert.Equal(VerdictKind.Violated, Judge("FP-7", instance, evidence.Set(key, Share(1 - (percent / 100.0), trials))).Verdict);
        Assert.Equal(VerdictKind.Undecided, Judge("FP-7", instance, evidence.Set(key, Share(0.95, trials))).Verdict);
        Assert.Equal(VerdictKind.Holds, Judge("FP-7", instance, evidence.Set(key, Share(0.97, trials))).Verdict);
    });

    [Fact]
    public void Ranks_above_a_quarter_of_the_dimension_do_not_count() => Check(Instances(), 50, static instance =>
    {
        int low = instance.Law.Dimension / 4, high = (instance.Law.Dimension / 4) + 1;
        HandMadeEvidence evidence = new HandMadeEvidence(instance.Law.Dimension)
            .Set(EvidenceKeys.LowRankAttackedAccuracy(low), Share(0.2, 20_000))
            .Set(EvidenceKeys.LowRankAttackedAccuracy(high), Share(1, 20_000))
            .Set(EvidenceKeys.LowRankCurve, [new SeriesPoint(low, 0.2), new SeriesPoint(high, 1)]);
        Assert.Equal(VerdictKind.Violated, Judge("FP-7", instance, evidence).Verdict);
    });

    // Attacks bound robust accuracy from above and certificates from below: only the first can violate, only both together hold.
    [Fact]
    public void A_certificate_that_proves_too_little_leaves_robustness_open_whatever_attacks_find() => Check(
        Instances().Zip(Gen.Elements(TrainedNetwork.FastGradient, TrainedNetwork.ProjectedGradient)).Zip(Gen.Choose(0, 980)),
        200,
        static pair =>
        {
            ((SparseCodingInstance instance, string network), int thousandth) = pair;
            HandMadeEvidence evidence = new HandMadeEvidence(instance.Law.Dimension).Set(EvidenceKeys.CertifiedAccuracy(network), Share(thousandth / 1000.0, 20_000));
            InstanceVerdict open = Judge("FP-4", instance, evidence);
            Assert.Equal(VerdictKind.Undecided, open.Verdict);
            Assert.Contains("certified accuracy", open.Reason, StringComparison.Ordinal);
            evidence.Set(EvidenceKeys.AttackedAccuracy(network), Share(thousandth / 1000.0, 20_000));
            Assert.Equal(VerdictKind.Violated, Judge("FP-4", instance, evidence).Verdict);
        });

    [Fact]
    public void Outside_its_hypotheses_a_claim_says_nothing() => Check(Instances().Zip(Gen.Elements(Breaches)), 200, static pair =>
    {
        SparseCodingInstance outside = pair.Item2(pair.Item1);
        var result = new InstanceResult(outside, new HandMadeEvidence(outside.Law.Dimension).WithoutStudies());
        Assert.All(Judgement.Of(Claims, [result], JudgementBasis.TheseInstances), static verdict =>
        {
            Assert.Equal(VerdictKind.NotApplicable, verdict.Verdict);
            Assert.StartsWith("Outside the hypotheses:", verdict.Instances[0].Reason, StringComparison.Ordinal);
        });
    });

    [Fact]
    public void While_a_study_it_needs_is_missing_a_claim_is_undecided() => Check(LargeInstances().Zip(Gen.Elements(Enum.GetValues<Study>())), 100, static pair =>
    {
        (SparseCodingInstance instance, Study missing) = pair;
        var result = new InstanceResult(instance, new HandMadeEvidence(instance.Law.Dimension).WithoutStudies(missing));
        Assert.All(Judgement.Of(Claims, [result], JudgementBasis.TheseInstances), verdict => Assert.Equal(
            verdict.Claim.Breach(instance) is not null ? VerdictKind.NotApplicable
                : verdict.Claim.Needs.Contains(missing) ? VerdictKind.Undecided
                : VerdictKind.Holds,
            verdict.Verdict));
    });

    private static readonly Func<SparseCodingInstance, SparseCodingInstance>[] Breaches =
    [
        static instance => instance with { Law = instance.Law with { Magnitude = MagnitudeLaw.Uniform } },
        static instance => instance with { Law = instance.Law with { Magnitude = MagnitudeLaw.TwoLevel } },
        static instance => instance with { Law = instance.Law with { Teacher = TeacherLaw.Spread } },
        static instance => instance with { Law = instance.Law with { Dictionary = DictionaryLaw.Overcomplete, DictionarySize = 2 * instance.Law.Dimension } },
        static instance => instance with { Radius = 0.99 * CoreHypotheses.LowestRadius(instance.Law) },
        static instance => instance with { Radius = 1.01 * CoreHypotheses.HighestRadius(instance.Law) },
        static instance => instance with { Law = instance.Law with { LabelFlip = 0.02 } },
        static instance => instance with { Broken = new Breakage { MixtureFlip = 0.02 } },
        static instance => instance with { Broken = new Breakage { FreshShare = 0.02 } },
    ];

    private static Gen<SparseCodingInstance> Instances() => InstanceLaw.Of(Scale.Quick).Generator();

    // Such that no claim is outside its hypotheses: one asks for d ≥ 256.
    private static Gen<SparseCodingInstance> LargeInstances() => (InstanceLaw.Of(Scale.Full) with { Dimensions = [256, 304, 512] }).Generator();

    private static Gen<string> CostKeys() => Gen.Elements(EvidenceKeys.StepsByDimension, EvidenceKeys.SamplesByDimension);

    // Above the first and at most the second, so that a bound itself counts as not exceeded.
    private static double Between(Random random, double low, double high) => high - (random.NextDouble() * (high - low));

    private static InstanceVerdict Judge(string claim, SparseCodingInstance instance, HandMadeEvidence evidence) =>
        Judgement.Of(ClaimCatalogue.Select(claim), [new InstanceResult(instance, evidence.WithoutStudies())], JudgementBasis.TheseInstances)[0].Instances[0];

    private static InstanceVerdict JudgeBeyond(string claim, SparseCodingInstance instance, HandMadeEvidence evidence) =>
        ClaimCatalogue.Select(claim).Single().Judge(instance, evidence.WithoutStudies(), Effort.ErrorProbability);

    private static Proportion Share(double share, int trials) => new((int)Math.Round(share * trials), trials);

    // Errors that leave the slope as it is: ± at mirrored places.
    private static SeriesPoint[] Curve(double exponent, double error, double level = 0.02)
    {
        double[] signs = [1, -1, -1, 1, 1, -1, -1, 1];
        return [.. signs.Select((sign, i) => new SeriesPoint(64 * Math.Pow(1.3, i), level * Math.Pow(1.3, i * exponent) * Math.Exp(sign * error)))];
    }
}
