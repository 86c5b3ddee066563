using System.Reflection;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Claim;
using Xunit;

namespace PurifyProofs.Properties.Claims;

/// <summary>Every claim has its property, and the properties can fail.</summary>
public sealed class ClaimPropertiesTests
{
    /// <summary>Claims that a run of the tests cannot look at, and why.</summary>
    private static readonly Dictionary<string, string> EvidenceOfChecks = new()
    {
        ["FP-9"] = "A cost over sizes takes trainings to the end at five of them, minutes each; `purify check` is its evidence.",
    };

    [Fact]
    public void Every_claim_has_one_property()
    {
        string[] ids = [.. typeof(ClaimPropertiesTests).Assembly.GetTypes()
            .SelectMany(static type => type.GetMethods())
            .Select(static method => method.GetCustomAttribute<ClaimPropertyAttribute>()?.Id)
            .OfType<string>()];

        Assert.Distinct(ids);
        Assert.Equal(
            ClaimCatalogue.All.Select(static claim => claim.Id).Except(EvidenceOfChecks.Keys).Order(StringComparer.Ordinal),
            ids.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(Requirement.Above, 0.99, 256, 0, false)]
    [InlineData(Requirement.Above, 0.99, 250, 6, false)]
    [InlineData(Requirement.Above, 0.99, 230, 26, true)]
    [InlineData(Requirement.Below, 0.01, 0, 256, false)]
    [InlineData(Requirement.Below, 0.01, 6, 250, false)]
    [InlineData(Requirement.Below, 0.01, 26, 230, true)]
    [InlineData(Requirement.Below, 0.53, 136, 120, false)]
    [InlineData(Requirement.Below, 0.53, 190, 66, true)]
    [InlineData(Requirement.None, double.NaN, 0, 256, false)]
    public void A_proportion_far_on_the_other_side_refutes(Requirement requirement, double threshold, int successes, int failures, bool refutes)
    {
        InstanceVerdict verdict = Verdict(
            InstanceVerdicts.OfProportion("one", new Proportion(successes, successes + failures), threshold, requirement, 1e-3),
            InstanceVerdicts.OfProportion("another", new Proportion(256, 256), 0.99, Requirement.Above, 1e-3));

        Assert.Equal(refutes, EvidenceAgainst.LogOf(verdict) >= EvidenceAgainst.Enough);
    }

    [Fact]
    public void A_number_without_sampling_error_refutes_by_itself()
    {
        Assert.Equal(double.PositiveInfinity, EvidenceAgainst.LogOf(Verdict(InstanceVerdicts.Exact("share", 0.6, 0.7, Requirement.Above))));
        Assert.Equal(0, EvidenceAgainst.LogOf(Verdict(InstanceVerdicts.Exact("share", 0.8, 0.7, Requirement.Above))));
    }

    private static InstanceVerdict Verdict(params Measure[] measures) => new("a line", VerdictKind.Undecided, "", measures);
}
