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

/// <summary>SD-1 to SD-3 as functions of their evidence, and what they are never asked.</summary>
public sealed class PatchClaimProperties : PropertyChecks
{
    private static readonly IClaim[] Claims = [.. ClaimCatalogue.All.Where(static claim => claim.Family == PatchFamily.Identity)];

    // Claim, measurement, threshold, whether the claim asks for more than the threshold.
    private static readonly (string Claim, string Key, double Threshold, Requirement Side)[] Proportions =
    [
        ("SD-1", EvidenceKeys.CleanAccuracy(TrainedNetwork.PatchStandard), 0.99, Requirement.Above),
        ("SD-2", EvidenceKeys.AttackedAccuracy(TrainedNetwork.PatchStandard), 0.01, Requirement.Below),
        ("SD-2", EvidenceKeys.AlignedPerturbations(TrainedNetwork.PatchStandard), 0.9, Requirement.Above),
        ("SD-3", EvidenceKeys.AttackedAccuracy(TrainedNetwork.PatchAdversarial), 0.99, Requirement.Above),
    ];

    private static readonly (string Claim, string Key, double Threshold)[] Numbers =
    [
        ("SD-1", EvidenceKeys.NonRobustShare(TrainedNetwork.PatchStandard), 2.0 / 3),
        ("SD-1", EvidenceKeys.SmallestLead(TrainedNetwork.PatchStandard), 0),
        ("SD-3", EvidenceKeys.RobustShare(TrainedNetwork.PatchAdversarial), 2.0 / 3),
    ];

    [Fact]
    public void On_evidence_far_on_its_side_every_claim_holds() => Check(PatchInstanceLaw.Generator(), 30, static instance =>
        Assert.All(Claims, claim => Assert.Equal(VerdictKind.Holds, Judge(claim.Id, instance, Evidence()))));

    [Fact]
    public void A_proportion_far_on_the_other_side_violates_its_claim_and_no_other() => Check(PatchInstanceLaw.Generator().Zip(Gen.Elements(Proportions)).Zip(Gen.Choose(2000, 50_000)), 100, static pair =>
    {
        ((PatchInstance instance, var (claim, key, threshold, side)), int trials) = pair;
        double rate = threshold + (side == Requirement.Above ? -0.06 : 0.06);
        Dictionary<string, Measurement> evidence = Evidence();
        evidence[key] = new(key, Proportion: new Proportion((int)(rate * trials), trials));
        Assert.All(Claims, one => Assert.Equal(one.Id == claim ? VerdictKind.Violated : VerdictKind.Holds, Judge(one.Id, instance, evidence)));
        evidence[key] = new(key, Proportion: new Proportion((int)Math.Round(threshold * trials), trials));
        Assert.Equal(VerdictKind.Undecided, Judge(claim, instance, evidence));
    });

    [Fact]
    public void A_number_on_the_other_side_violates_its_claim_and_on_its_own_side_does_not() => Check(PatchInstanceLaw.Generator().Zip(Gen.Elements(Numbers)).Zip(Gen.Choose(1, 300)), 100, static pair =>
    {
        ((PatchInstance instance, var (claim, key, threshold)), int thousandth) = pair;
        Dictionary<string, Measurement> evidence = Evidence();
        evidence[key] = new(key, Scalar: threshold - (thousandth / 1000.0));
        Assert.Equal(VerdictKind.Violated, Judge(claim, instance, evidence));
        evidence[key] = new(key, Scalar: threshold + (thousandth / 1000.0));
        Assert.Equal(VerdictKind.Holds, Judge(claim, instance, evidence));
    });

    // Attacks bound robust accuracy from above and certificates from below: only the first can violate, only both together hold.
    [Fact]
    public void A_certificate_that_proves_too_little_leaves_robustness_open() => Check(PatchInstanceLaw.Generator().Zip(Gen.Choose(0, 980)), 50, static pair =>
    {
        string key = EvidenceKeys.CertifiedAccuracy(TrainedNetwork.PatchAdversarial);
        Dictionary<string, Measurement> evidence = Evidence();
        evidence[key] = new(key, Proportion: new Proportion(20 * pair.Item2, 20_000));
        Assert.Equal(VerdictKind.Undecided, Judge("SD-3", pair.Item1, evidence));
    });

    [Fact]
    public void An_attack_below_a_certificate_takes_the_verdict_away() => Check(PatchInstanceLaw.Generator().Zip(Gen.Choose(1, 100)), 20, static pair =>
    {
        string key = EvidenceKeys.ContradictedCertificates(TrainedNetwork.PatchAdversarial);
        Dictionary<string, Measurement> evidence = Evidence();
        evidence[key] = new(key, Scalar: pair.Item2);
        Assert.Equal(VerdictKind.Undecided, Judge("SD-3", pair.Item1, evidence));
    });

    [Fact]
    public void Claims_of_one_family_say_nothing_of_instances_of_the_other() => Check(PatchInstanceLaw.Generator(), 20, static instance =>
    {
        IReadOnlyList<ClaimVerdict> verdicts = Judgement.Of(ClaimCatalogue.All, [Result(instance, Evidence())], JudgementBasis.TheseInstances);
        Assert.All(verdicts, static verdict => Assert.Equal(verdict.Claim.Family == PatchFamily.Identity ? VerdictKind.Holds : VerdictKind.NotApplicable, verdict.Verdict));
        Assert.All(verdicts, static verdict => Assert.Equal(verdict.Claim.Family == PatchFamily.Identity ? 1 : 0, verdict.Instances.Count));
    });

    private static VerdictKind Judge(string claim, PatchInstance instance, Dictionary<string, Measurement> evidence) =>
        Judgement.Of(ClaimCatalogue.Select(claim), [Result(instance, evidence)], JudgementBasis.TheseInstances)[0].Verdict;

    private static InstanceResult Result(PatchInstance instance, Dictionary<string, Measurement> measurements)
    {
        var evidence = new InstanceEvidence();
        evidence.Add(Study.PatchStandard, measurements.Values);
        evidence.Add(Study.PatchAdversarial, measurements.Values);
        return new InstanceResult(instance, evidence);
    }

    // Everything on the claims' side.
    private static Dictionary<string, Measurement> Evidence()
    {
        const string Standard = TrainedNetwork.PatchStandard, Adversarial = TrainedNetwork.PatchAdversarial;
        Proportion all = new(20_000, 20_000), none = new(0, 20_000);
        Measurement[] measured =
        [
            new(EvidenceKeys.CleanAccuracy(Standard), Proportion: all),
            new(EvidenceKeys.AttackedAccuracy(Standard), Proportion: none),
            new(EvidenceKeys.CertifiedAccuracy(Standard), Proportion: none),
            new(EvidenceKeys.AlignedPerturbations(Standard), Proportion: all),
            new(EvidenceKeys.NonRobustShare(Standard), Scalar: 0.8),
            new(EvidenceKeys.SmallestLead(Standard), Scalar: 0.01),
            new(EvidenceKeys.CleanAccuracy(Adversarial), Proportion: all),
            new(EvidenceKeys.AttackedAccuracy(Adversarial), Proportion: all),
            new(EvidenceKeys.CertifiedAccuracy(Adversarial), Proportion: all),
            new(EvidenceKeys.ContradictedCertificates(Adversarial), Scalar: 0),
            new(EvidenceKeys.RobustShare(Adversarial), Scalar: 0.8),
        ];
        return measured.ToDictionary(static one => one.Key);
    }
}
