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

/// <summary>What SD-3 makes of a weak certificate, and what claims of one family are never asked.</summary>
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
    public void Claims_of_one_family_say_nothing_of_instances_of_the_other() => Check(PatchInstanceLaw.Generator(), 20, static instance =>
    {
        IReadOnlyList<ClaimVerdict> verdicts = Judgement.Of(ClaimCatalogue.All, [new InstanceResult(instance, HandMadeEvidence.On(instance).WithoutStudies())], JudgementBasis.TheseInstances);
        Assert.All(verdicts, static verdict => Assert.Equal(verdict.Claim.Family == PatchFamily.Identity ? VerdictKind.Holds : VerdictKind.NotApplicable, verdict.Verdict));
        Assert.All(verdicts, static verdict => Assert.Equal(verdict.Claim.Family == PatchFamily.Identity ? 1 : 0, verdict.Instances.Count));
    });
}
