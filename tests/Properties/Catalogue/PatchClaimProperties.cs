using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.Patches;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Verdicts;
using Xunit;

namespace PurifyProofs.Properties.Catalogue;

/// <summary>What SD-3 makes of a weak certificate, SD-2 of cosines, and what claims of one family are never asked.</summary>
public sealed class PatchClaimProperties : PropertyChecks
{
    // Attacks bound robust accuracy from above and certificates from below: only the first can violate, only both together hold.
    [Fact]
    public void A_certificate_that_proves_too_little_leaves_robustness_open() => Check(PatchInstanceLaw.Generator().Zip(Gen.Choose(0, 980)), 50, static pair =>
    {
        string key = EvidenceKeys.CertifiedAccuracy(TrainedNetwork.PatchAdversarial);
        var result = new InstanceResult(pair.Item1, HandMadeEvidence.On(pair.Item1).Set(key, new Proportion(20 * pair.Item2, 20_000)).WithoutStudies());
        Assert.Equal(VerdictKind.Undecided, Judgement.Of(ClaimCatalogue.Select("SD-3"), [result], JudgementBasis.TheseInstances)[0].Verdict);
    });

    [Fact]
    public void Cosines_of_perturbations_are_judged_as_the_counts_that_earlier_ledgers_hold() => Check(
        PatchInstanceLaw.Generator().Zip(Gen.Choose(1, 256)).Zip(Gen.Choose(0, 256)), 100, static pair =>
        {
            ((PatchInstance instance, int fooled), int along) = pair;
            const string Network = TrainedNetwork.PatchStandard;
            int aligned = Math.Min(fooled, along);
            SeriesPoint[] cosines = [.. Enumerable.Range(1, fooled).Select(i => new SeriesPoint(2 * i, i <= aligned ? 0.9 + (0.1 * i / fooled) : 0.9 - (0.01 * (i - aligned - 1))))];
            HandMadeEvidence evidence = HandMadeEvidence.On(instance).Set(EvidenceKeys.PerturbationCosines(Network), cosines);
            InstanceVerdict today = Judge(instance, evidence);
            InstanceVerdict before = Judge(instance, evidence.Without(EvidenceKeys.PerturbationCosines(Network)).Set(EvidenceKeys.AlignedPerturbations(Network), new Proportion(aligned, fooled)));
            Assert.Equal(new Proportion(aligned, fooled), today.Measures.Single(static measure => measure.Name == "aligned_perturbations").Counts);
            Assert.Equal(before.Measures, today.Measures);
            Assert.Equal((before.Verdict, before.Reason), (today.Verdict, today.Reason));
        });

    [Fact]
    public void Claims_of_one_family_say_nothing_of_instances_of_the_other() => Check(PatchInstanceLaw.Generator(), 20, static instance =>
    {
        IReadOnlyList<ClaimVerdict> verdicts = Judgement.Of(ClaimCatalogue.All, [new InstanceResult(instance, HandMadeEvidence.On(instance).WithoutStudies())], JudgementBasis.TheseInstances);
        Assert.All(verdicts, static verdict => Assert.Equal(verdict.Claim.Family == PatchFamily.Identity ? VerdictKind.Holds : VerdictKind.NotApplicable, verdict.Verdict));
        Assert.All(verdicts, static verdict => Assert.Equal(verdict.Claim.Family == PatchFamily.Identity ? 1 : 0, verdict.Instances.Count));
    });

    private static InstanceVerdict Judge(PatchInstance instance, HandMadeEvidence evidence) =>
        Judgement.Of(ClaimCatalogue.Select("SD-2"), [new InstanceResult(instance, evidence.WithoutStudies())], JudgementBasis.TheseInstances)[0].Instances[0];
}
