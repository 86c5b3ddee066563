using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Instances;
using Xunit;

namespace PurifyProofs.Properties.Conformance;

/// <summary>What the breakers of every claim of the catalogue owe it.</summary>
public sealed class BreakerConformance
{
    [Theory]
    [MemberData(nameof(ClaimConformance.Claims), MemberType = typeof(ClaimConformance))]
    public void It_has_two_breakers_and_one_is_near_the_threshold(string id)
    {
        IReadOnlyList<Breaker> breakers = ChangedEvidence.Find(id).Breakers;
        Assert.InRange(breakers.Count, 2, 10);
        Assert.Contains(breakers, static breaker => breaker.Strength == BreakerStrength.NearThreshold);
        Assert.Equal(breakers.Count, breakers.Select(static breaker => breaker.Name).Distinct().Count());
        Assert.All(breakers, static breaker => Assert.Matches("^[a-z]+(-[a-z]+)*$", breaker.Name));
    }

    // What these break the hypotheses say in words alone, such as small initial weights: no number divides inside from outside.
    private static readonly HashSet<string> InWords = ["larger-initialisation", "lazy-regime", "less-noise", "little-noise", "loud-noise", "timid-training"];

    [Theory]
    [MemberData(nameof(ClaimConformance.Claims), MemberType = typeof(ClaimConformance))]
    public void Its_bases_lie_inside_the_hypotheses_and_what_is_broken_outside(string id)
    {
        IClaim claim = ChangedEvidence.Find(id);
        Assert.All(claim.Breakers, breaker => Assert.All(Enum.GetValues<Scale>(), scale => Assert.All(breaker.Base.Draw(scale, 1, 3), instance =>
        {
            Assert.Null(claim.Breach(instance));
            Assert.True(claim.Breach(breaker.Break(instance)) is null == InWords.Contains(breaker.Name), $"{breaker.Name}: {breaker.Break(instance).Line}");
        })));
    }
}
