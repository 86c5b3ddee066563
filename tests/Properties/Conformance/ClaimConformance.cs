using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Properties.Catalogue;
using Xunit;

namespace PurifyProofs.Properties.Conformance;

/// <summary>What every claim of the catalogue owes a reader. Nothing here is drawn at random, so a red test is a changed program.</summary>
public sealed class ClaimConformance
{
    // The thresholds as the sources print them, typed once more on purpose: they must not move with the code.
    private static readonly Dictionary<string, double[]> Printed = new()
    {
        ["FP-1"] = [],
        ["FP-1b"] = [0, 0.70710678118654752],
        ["FP-2"] = [0.99],
        ["FP-3"] = [0.01],
        ["FP-3b"] = [0.01],
        ["FP-4"] = [0.99],
        ["FP-5"] = [0.9],
        ["FP-6"] = [0.05, 0.9],
        ["FP-7"] = [],
        ["FP-8"] = [0.05],
        ["FP-9"] = [1, 3],
        ["LB-1"] = [0.53],
        ["LB-2"] = [0.53],
        ["LB-2b"] = [0.53],
        ["LB-3"] = [0.53],
        ["SD-1"] = [0, 2.0 / 3, 0.99],
        ["SD-2"] = [0.01, 0.9],
        ["SD-3"] = [2.0 / 3, 0.99],
    };

    // Whether a perturbation transfers is measured on this network, though its own attacked accuracy decides nothing.
    private static readonly (string Claim, string Network) Transfer = ("FP-8", TrainedNetwork.Clean);

    /// <summary>The claims, by id.</summary>
    public static TheoryData<string> Claims => [.. ClaimCatalogue.All.Select(static claim => claim.Id)];

    [Theory]
    [MemberData(nameof(Claims))]
    public void Evidence_on_either_side_of_every_threshold_decides(string id)
    {
        IClaim claim = ChangedEvidence.Find(id);
        HashSet<string> measures = [], refuted = [], open = [], proportions = [];
        Assert.InRange(ChangedEvidence.InstancesOf(claim).Count, 2, 3);
        foreach (Instance instance in ChangedEvidence.InstancesOf(claim))
        {
            Assert.Null(claim.Breach(instance));
            InstanceVerdict unchanged = ChangedEvidence.Judge(claim, instance, HandMadeEvidence.On(instance));
            Assert.True(unchanged.Verdict == VerdictKind.Holds, unchanged.Reason);
            Assert.Equal(instance.Line, unchanged.InstanceLine);
            measures.UnionWith(ChangedEvidence.Deciding(unchanged).Select(static measure => measure.Name));
            proportions.UnionWith(ChangedEvidence.Deciding(unchanged).Where(static measure => measure.Counts is not null).Select(static measure => measure.Name));
            foreach (ChangedEvidence changed in ChangedEvidence.Of(claim, instance))
            {
                AssertFollows(changed);
                refuted.UnionWith(Names(changed.Verdict, VerdictKind.Violated));
                open.UnionWith(Names(changed.Verdict, VerdictKind.Undecided));
            }
        }

        // Every deciding measure can fail, and every proportion can stay open.
        Assert.NotEmpty(measures);
        Assert.Superset(measures, refuted);
        Assert.Superset(proportions, open);
    }

    [Theory]
    [MemberData(nameof(Claims))]
    public void A_claim_can_be_violated_and_evidence_that_lacks_something_never_does_it(string id)
    {
        IClaim claim = ChangedEvidence.Find(id);
        Instance instance = ChangedEvidence.InstancesOf(claim)[0];

        // LB-1 falls when a classifier exceeds the threshold, and what is proved of all of them no longer contradicts it.
        IEnumerable<ChangedEvidence> changes = ChangedEvidence.Of(claim, instance).Concat(ChangedEvidence.OfPairs(claim, instance));
        Assert.Contains(changes, static changed => changed.Verdict.Verdict == VerdictKind.Violated);
        int needed = 0;
        foreach (string key in HandMadeEvidence.On(instance).Measurements.Select(static measurement => measurement.Key))
        {
            InstanceVerdict verdict = ChangedEvidence.Judge(claim, instance, HandMadeEvidence.On(instance).Without(key));
            needed += verdict.Verdict == VerdictKind.Undecided ? 1 : 0;
            Assert.True(verdict.Verdict == VerdictKind.Holds || verdict.Reason.Contains(key, StringComparison.Ordinal), $"Without {key}: {verdict.Reason}");
        }

        // FP-3b judges whatever decays it finds, but each of them whole.
        Assert.True(needed > 0);
    }

    [Theory]
    [MemberData(nameof(Claims))]
    public void The_rule_names_every_threshold_and_the_sources_print_it(string id)
    {
        IClaim claim = ChangedEvidence.Find(id);
        HashSet<(string, double)>? common = null;
        foreach (Instance instance in ChangedEvidence.InstancesOf(claim))
        {
            var found = ChangedEvidence.Deciding(ChangedEvidence.Judge(claim, instance, HandMadeEvidence.On(instance))).Select(static measure => (measure.Name, measure.Threshold)).ToHashSet();
            common = common is null ? found : [.. common.Intersect(found)];
        }

        double[] thresholds = [.. common!.Select(static one => one.Item2).Distinct().Order()];
        Assert.Equal(Printed[id], thresholds, static (one, other) => Math.Abs(one - other) < 1e-12);

        // That a difference is positive is said in words.
        IReadOnlyList<double> named = RuleNumbers.In(claim.DecisionRule, 1);
        Assert.All(thresholds.Where(static threshold => threshold != 0), threshold => Assert.Contains(named, number => Math.Abs(number - threshold) < 1e-12));
    }

    [Theory]
    [MemberData(nameof(Claims))]
    public void It_reads_at_most_ten_proportions_and_spends_its_share_on_each(string id)
    {
        IClaim claim = ChangedEvidence.Find(id);
        Instance instance = ChangedEvidence.InstancesOf(claim)[0];
        InstanceEvidence evidence = HandMadeEvidence.On(instance).WithoutStudies();
        InstanceVerdict verdict = claim.Judge(instance, evidence, Effort.ErrorProbability);
        Measure[] proportions = [.. verdict.Measures.Where(static measure => measure.Counts is not null)];
        Measure[] fits = [.. verdict.Measures.Where(static measure => measure.Counts is null && measure.Lower < measure.Upper)];

        // One that only informs counts as well: another may have been chosen before it by its value.
        const double ErrorOfFit = 0.005;
        Assert.InRange(proportions.Length, 0, 10);
        Assert.InRange((proportions.Length * Effort.ErrorProbability) + (fits.Length * ErrorOfFit), 0, Judgement.InstanceErrorProbability + 1e-15);
        Assert.All(proportions, static measure =>
        {
            (double lower, double upper) = measure.Counts!.Value.Interval(Effort.ErrorProbability / Effort.LargestLooks);
            Assert.True(measure.Lower <= lower && measure.Upper >= upper, measure.Name);
        });
        PowerLaw[] curves = [.. evidence.Measurements.Where(static one => one.Series is { Count: > 2 }).Select(static one => Fit(one.Series!, 2 * ErrorOfFit))];
        Assert.All(fits, fit => Assert.Contains(curves, curve => curve.Exponent.Equals(fit.Estimate) && fit.Lower <= curve.Lower && fit.Upper >= curve.Upper));
    }

    [Theory]
    [MemberData(nameof(Claims))]
    public void A_contradicted_certificate_takes_the_verdict_away_where_the_claim_rests_on_it_and_nowhere_else(string id)
    {
        IClaim claim = ChangedEvidence.Find(id);
        Instance instance = ChangedEvidence.InstancesOf(claim)[0];
        Assert.All(Networks, network =>
        {
            HandMadeEvidence contradicted = HandMadeEvidence.On(instance).Set(EvidenceKeys.ContradictedCertificates(network), 1.0);
            InstanceVerdict verdict = ChangedEvidence.Judge(claim, instance, contradicted);
            bool rests = RestsOn(claim, instance, network) || (id, network) == Transfer;
            Assert.Equal(rests ? VerdictKind.Undecided : VerdictKind.Holds, verdict.Verdict);
            Assert.Equal(rests, verdict.Reason.Contains("cannot be trusted", StringComparison.Ordinal));
        });
    }

    [Theory]
    [MemberData(nameof(Claims))]
    public void Attacks_that_could_not_move_are_told_where_the_verdict_says_robust_and_nowhere_else(string id)
    {
        IClaim claim = ChangedEvidence.Find(id);
        Instance instance = ChangedEvidence.InstancesOf(claim)[0];
        Assert.All(Networks, network =>
        {
            HandMadeEvidence evidence = HandMadeEvidence.On(instance);
            string doubt = evidence.Measurements.Any(one => one.Key == EvidenceKeys.VanishingGradients(network)) ? EvidenceKeys.VanishingGradients(network) : EvidenceKeys.EvaluationWarnings(network);
            InstanceVerdict robust = ChangedEvidence.Judge(claim, instance, evidence.Set(doubt, 3.0).Set(EvidenceKeys.AttackedAccuracy(network), new Proportion(20_000, 20_000)));
            bool told = robust.Reason.Contains("gradient of the margin vanishes", StringComparison.Ordinal) || robust.Reason.Contains("Warnings of the evaluation itself: 3", StringComparison.Ordinal);
            Assert.Equal(RestsOn(claim, instance, network), told);
        });
    }

    [Theory]
    [MemberData(nameof(Claims))]
    public void Marks_of_its_figures_stand_at_its_thresholds(string id)
    {
        IClaim claim = ChangedEvidence.Find(id);
        Assert.Equal(claim.Figures.Count, claim.Figures.Select(static figure => figure.Suffix ?? "").Distinct().Count());
        foreach (Instance instance in ChangedEvidence.InstancesOf(claim))
        {
            HandMadeEvidence evidence = HandMadeEvidence.On(instance);
            var subject = new FigureSubject(instance, evidence.WithoutStudies(), ChangedEvidence.Judge(claim, instance, evidence).Measures);
            int dimension = instance is SparseCodingInstance sparse ? sparse.Law.Dimension : 1;
            double[] known = [instance.Radius, .. subject.Measures.Select(static measure => measure.Threshold), .. RuleNumbers.In(claim.DecisionRule, dimension)];
            Assert.All(claim.Figures.SelectMany(static figure => figure.Marks), mark =>
                Assert.True(mark.Meaning == MarkMeaning.Orientation || known.Any(value => Math.Abs(value - mark.Value(subject)) < 1e-12), $"{mark.Name}: {mark.Value(subject)}"));
        }
    }

    // What follows from sizes, law and radius alone belongs to the hypotheses: inside them measurements decide, at every size.
    [Theory]
    [MemberData(nameof(Claims))]
    public void Inside_its_hypotheses_measurements_can_make_it_hold_and_can_make_it_fail(string id)
    {
        IClaim claim = ChangedEvidence.Find(id);
        Instance[] inside = [.. ChangedEvidence.OfManySizes(claim.Family).Where(instance => claim.Breach(instance) is null)];
        Assert.InRange(inside.Length, 2, int.MaxValue);
        Assert.All(inside, instance =>
        {
            InstanceVerdict best = ChangedEvidence.Judge(claim, instance, HandMadeEvidence.On(instance));
            Assert.True(best.Verdict == VerdictKind.Holds, $"{instance.Line}: {best.Reason}");
        });
        Assert.All((Instance[])[inside[0], inside[^1]], instance => Assert.Contains(
            ChangedEvidence.Of(claim, instance).Concat(ChangedEvidence.OfPairs(claim, instance)),
            static changed => changed.Verdict.Verdict == VerdictKind.Violated));
    }

    private static readonly string[] Networks =
        [TrainedNetwork.Clean, TrainedNetwork.FastGradient, TrainedNetwork.ProjectedGradient, TrainedNetwork.PatchStandard, TrainedNetwork.PatchAdversarial];

    private static void AssertFollows(ChangedEvidence changed)
    {
        IReadOnlyList<Measure> deciding = ChangedEvidence.Deciding(changed.Verdict);
        VerdictKind kind = changed.Verdict.Verdict;
        string said = $"{changed.Key}: {kind}. {changed.Verdict.Reason}";
        Assert.True(kind != VerdictKind.Violated || deciding.Any(static measure => measure.Outcome == VerdictKind.Violated), said);
        Assert.True(kind != VerdictKind.Holds || deciding.All(static measure => measure.Outcome != VerdictKind.Violated), said);
        bool trusted = !changed.Verdict.Reason.Contains("cannot be trusted", StringComparison.Ordinal);
        Assert.True(kind == VerdictKind.Holds || !trusted || deciding.Count == 0 || deciding.Any(static measure => measure.Outcome != VerdictKind.Holds), said);
    }

    private static IEnumerable<string> Names(InstanceVerdict verdict, VerdictKind outcome) =>
        ChangedEvidence.Deciding(verdict).Where(measure => measure.Outcome == outcome).Select(static measure => measure.Name);

    // Whether a deciding measure moves with what attacks or certificates say of a network.
    private static bool RestsOn(IClaim claim, Instance instance, string network)
    {
        IReadOnlyList<Measure> before = ChangedEvidence.Deciding(ChangedEvidence.Judge(claim, instance, HandMadeEvidence.On(instance)));
        return new[] { EvidenceKeys.AttackedAccuracy(network), EvidenceKeys.CertifiedAccuracy(network) }.Any(key =>
            !before.SequenceEqual(ChangedEvidence.Deciding(ChangedEvidence.Judge(claim, instance, HandMadeEvidence.On(instance).Set(key, new Proportion(10_000, 20_000))))));
    }

    private static PowerLaw Fit(IReadOnlyList<SeriesPoint> curve, double errorProbability) =>
        PowerLaw.Fit([.. curve.Select(static point => point.X)], [.. curve.Select(static point => point.Y)], errorProbability);
}
