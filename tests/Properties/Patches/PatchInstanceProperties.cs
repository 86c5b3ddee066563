using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Families.Patches;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Model.Patches;
using Xunit;

namespace PurifyProofs.Properties.Patches;

/// <summary>Instances of structured data: lines that reproduce them, draws inside the hypotheses, breakers that leave them.</summary>
public sealed class PatchInstanceProperties : PropertyChecks
{
    private static readonly string[] Values =
    [
        "K=3", "P=9", "d=96", "m=2", "radius=0.3", "threat=patch", "threat=maximum", "threat=global", "alpha=1.25", "alpha-patches=2", "alpha-spread=0.25", "alpha-place=fixed",
        "beta=0", "beta-patches=4", "beta-spread=0.1", "beta-place=fixed", "noise=0", "q=4", "rho=0.2", "init=0.02", "clean-steps=7", "clean-batch=5", "clean-rate=0.3", "clean-samples=40",
        "adv-steps=7", "adv-batch=5", "adv-rate=0.3", "adv-samples=40", "pgd-steps=5", "starts=sample", "starts=injections+neurons", "starts=all", "random-starts=3", "step-length=0.5", "objective=crossentropy",
    ];

    [Fact]
    public void A_drawn_instance_is_read_back_from_its_line() => Check(PatchInstanceLaw.Generator(), 200, static instance =>
    {
        instance.Validate();
        Assert.Equal(instance, FamilyRegistry.Parse(instance.Line));
        Assert.DoesNotContain(instance.Line, char.IsWhiteSpace);
    });

    [Fact]
    public void So_is_one_with_any_keys_set() => Check(Gen.SubListOf(Values), 300, static values =>
    {
        string line = string.Join(',', ["preset=patches", .. values.GroupBy(static value => value.Split('=')[0]).Select(static same => same.First())]);
        Instance instance = FamilyRegistry.Parse(line);
        Assert.Equal(instance, FamilyRegistry.Parse(instance.Line));
        Assert.All(values.GroupBy(static value => value.Split('=')[0]).Select(static same => same.First()), value => Assert.Contains("," + value, FamilyRegistry.Parse(line).Line, StringComparison.Ordinal));
    });

    [Fact]
    public void The_preset_is_the_pilot_with_stronger_non_robust_features()
    {
        var instance = (PatchInstance)FamilyRegistry.Parse("preset=patches,seed=7");
        Assert.Equal("preset=patches,K=5,P=32,d=64,m=16,radius=0.54,seed=7", instance.Line);
        StructuredPatchLaw pilot = StructuredPatchLaw.Pilot;
        Assert.Equal((pilot with { NonRobust = pilot.NonRobust with { Strength = 0.42 } }, PatchTrainingPlan.Pilot, PatchThreatModel.Span), (instance.Law, instance.Plan, instance.Threat));
    }

    [Theory]
    [InlineData("preset=patches,k=3")]
    [InlineData("preset=patches,K=40")]
    [InlineData("preset=patches,P=0")]
    [InlineData("preset=patches,beta-patches=33")]
    [InlineData("preset=patches,m=0")]
    [InlineData("preset=patches,q=1")]
    [InlineData("preset=patches,rho=0")]
    [InlineData("preset=patches,init=0")]
    [InlineData("preset=patches,radius=0")]
    [InlineData("preset=patches,starts=here")]
    [InlineData("preset=patches,starts=sample+")]
    [InlineData("preset=patches,starts=none,random-starts=0")]
    [InlineData("preset=patches,clean-samples=-1")]
    [InlineData("preset=patches,threat=1")]
    [InlineData("K=5")]
    public void What_is_no_instance_is_refused_in_one_sentence(string line)
    {
        Exception? thrown = Record.Exception(() => FamilyRegistry.Parse(line));
        Assert.True(thrown is FormatException or ArgumentException, $"{line}: {thrown}");
        Assert.EndsWith(".", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', thrown.Message);
    }

    [Fact]
    public void Every_claim_applies_to_every_drawn_instance() => Check(Draws(), 60, static draw =>
        Assert.All(PatchInstanceLaw.Draw(draw.Scale, draw.Seed, 5), static instance =>
            Assert.All(ClaimCatalogue.All.Where(claim => claim.Family == instance.Family), claim => Assert.Null(claim.Breach(instance)))));

    [Fact]
    public void A_check_of_both_families_draws_as_many_of_each() => Check(Draws().Zip(Gen.Choose(1, 5)), 30, static pair =>
    {
        ((Scale scale, ulong seed), int count) = pair;
        IReadOnlyList<Instance> both = FamilyRegistry.Draw([SparseCodingFamily.Identity, PatchFamily.Identity], scale, seed, count);
        Assert.Equal([.. InstanceLaw.Draw(scale, seed, count), .. PatchInstanceLaw.Draw(scale, seed, count)], both);
    });

    // Σα^q at 2.5 Σβ^q, β at 0, ε below β/2, α below ε: each outside the claim that it breaks.
    [Fact]
    public void A_breaker_leaves_the_hypotheses_of_its_claim() => Check(Draws(), 30, static draw =>
    {
        foreach (IClaim claim in ClaimCatalogue.All.Where(static claim => claim.Family == PatchFamily.Identity))
        {
            foreach (Breaker breaker in claim.Breakers)
            {
                Instance instance = breaker.Base.Draw(draw.Scale, draw.Seed, 1)[0];
                Assert.Null(claim.Breach(instance));
                Assert.NotNull(claim.Breach(breaker.Break(instance)));
            }
        }
    });

    [Fact]
    public void Other_threat_models_are_outside_the_hypotheses() => Check(PatchInstanceLaw.Generator().Zip(Gen.Elements(PatchThreatModel.Patch, PatchThreatModel.Maximum, PatchThreatModel.Global)), 30, static pair =>
        Assert.Contains("span", PatchHypotheses.Breach(pair.Item1 with { Threat = pair.Item2 }), StringComparison.Ordinal));

    [Fact]
    public void A_training_attack_that_does_not_see_injection_is_outside_those_of_robustness() => Check(PatchInstanceLaw.Generator(), 30, static instance =>
    {
        Assert.Null(PatchHypotheses.BreachOfTraining(instance));
        PatchAttackSettings attack = instance.Plan.Adversarial.Attack!;
        foreach (PatchAttackSettings blind in new[] { attack with { Starts = PatchAttackStarts.Sample }, attack with { Objective = PatchAttackObjective.CrossEntropy } })
        {
            PatchInstance blinded = instance with { Plan = instance.Plan with { Adversarial = instance.Plan.Adversarial with { Attack = blind } } };
            Assert.Null(PatchHypotheses.Breach(blinded));
            Assert.NotNull(PatchHypotheses.BreachOfTraining(blinded));
        }
    });

    private static Gen<(Scale Scale, ulong Seed)> Draws() =>
        from scale in Gen.Elements(Enum.GetValues<Scale>())
        from seed in Gen.Choose(0, int.MaxValue)
        select (scale, (ulong)seed);
}
