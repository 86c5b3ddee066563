using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Families.Patches;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Properties.Catalogue;
using Xunit;

namespace PurifyProofs.Properties.Runs.Check;

/// <summary>What a check runs: on drawn instances what open claims need and nothing else, on given ones everything.</summary>
public sealed class CheckScheduleProperties : PropertyChecks
{
    private static readonly JudgementBasis Drawn = JudgementBasis.Of(Scale.Standard, InstanceOrigin.Drawn, HypothesisScope.Within);

    [Fact]
    public void A_study_is_run_while_a_claim_that_needs_it_is_open() => Check(Runs(), 60, static run =>
    {
        IReadOnlyList<IClaim> claims = ClaimCatalogue.All;
        InstanceFamily family = run[0].Instance.Family;
        ClaimVerdict[] verdicts = [.. Judgement.Of(claims, run, Drawn).Where(verdict => verdict.Claim.Family == family)];
        IEnumerable<Study> needed = verdicts.Where(static verdict => verdict.Verdict == VerdictKind.Undecided).SelectMany(static verdict => verdict.Claim.Needs);
        Study[] expected = [.. FamilyRegistry.Closure(needed).Select(static study => study.Kind)];
        var schedule = new CheckSchedule(claims, Drawn);
        Assert.Equal(expected, schedule.StudiesFor(run[0].Instance, run).Select(static study => study.Kind));
        Assert.Equal(expected.Length == 0, schedule.PassesOver(run[0].Instance, run));
        Assert.Equal(expected.Length == 0, schedule.FewestFurther(family, run) == 0);
    });

    // It keeps what it read; asked about other instances it must not.
    [Fact]
    public void Asked_one_instance_further_each_time_it_says_the_same_as_asked_at_once() => Check(Runs().Zip(Runs()), 20, static pair =>
    {
        (InstanceResult[] run, InstanceResult[] other) = pair;
        var schedule = new CheckSchedule(ClaimCatalogue.All, Drawn);
        foreach (int count in Enumerable.Range(0, run.Length + 1).Concat([run.Length / 2]))
        {
            var fresh = new CheckSchedule(ClaimCatalogue.All, Drawn);
            Assert.Equal(fresh.FewestFurther(SparseCodingFamily.Identity, run[..count]), schedule.FewestFurther(SparseCodingFamily.Identity, run[..count]));
        }

        Assert.Equal(new CheckSchedule(ClaimCatalogue.All, Drawn).FewestFurther(SparseCodingFamily.Identity, other), schedule.FewestFurther(SparseCodingFamily.Identity, other));
    });

    [Fact]
    public void On_given_instances_everything_is_run() => Check(Runs(), 20, static run =>
    {
        var schedule = new CheckSchedule(ClaimCatalogue.All, JudgementBasis.TheseInstances);
        Assert.Equal(FamilyRegistry.Studies.OfType<ISparseCodingStudy>(), schedule.StudiesFor(run[0].Instance, run));
        Assert.False(schedule.PassesOver(run[0].Instance, run));
    });

    // However much is known of one family, it says nothing of the other.
    [Fact]
    public void A_family_is_run_until_the_claims_about_it_are_decided() => Check(Runs(), 20, static run =>
    {
        var schedule = new CheckSchedule(ClaimCatalogue.All, Drawn);
        PatchInstance patches = PatchInstanceLaw.Draw(Scale.Standard, 7, 1)[0];
        Assert.False(schedule.PassesOver(patches, run));
        Assert.Equal([Study.PatchStandard, Study.PatchAdversarial], schedule.StudiesFor(patches, run).Select(static study => study.Kind));
        Assert.Equal(schedule.FewestFurther(PatchFamily.Identity, []), schedule.FewestFurther(PatchFamily.Identity, run));
    });

    // FP-8 fails on all, the others hold on all: so many instances that both, one or none is decided. At d = 256 every claim applies.
    private static Gen<InstanceResult[]> Runs() =>
        from instance in (InstanceLaw.Of(Scale.Quick) with { Dimensions = [256] }).Generator()
        from count in Gen.Choose(1, 90)
        let evidence = new HandMadeEvidence(instance.Law.Dimension).Set(EvidenceKeys.TransferAccuracy, new Bounds.Confidence.Proportion(900, 1000)).WithoutStudies()
        select Enumerable.Repeat(new InstanceResult(instance, evidence), count).ToArray();
}
