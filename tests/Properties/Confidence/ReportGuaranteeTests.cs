using PurifyProofs.Bounds.Confidence;
using Xunit;

namespace PurifyProofs.Properties.Confidence;

/// <summary>What a report says of a claim, and to what level.</summary>
public sealed class ReportGuaranteeTests
{
    [Theory]
    [InlineData("quick", 8, 8, 0, 0, "Holds on at least half of such instances, 95 %: it holds on 8 and fails on 0.")]
    [InlineData("quick", 8, 0, 8, 0, "Fails on more than half of such instances, 95 %: it holds on 0 and fails on 8.")]
    [InlineData("quick", 8, 3, 0, 0, "Undecided: 3 of 8 instances; it holds on 3 and fails on 0, and 5 more must hold.")]
    [InlineData("quick", 8, 0, 0, 0, "Undecided: 0 of 8 instances; it holds on 0 and fails on 0, and 8 more must hold.")]
    [InlineData("quick", 8, 6, 1, 1, "Undecided: 8 of 20 instances; it holds on 6 and fails on 1 and is open on 1, and 12 more must hold.")]
    [InlineData("standard", 10, 69, 0, 0, "Holds on at least 90 % of such instances, 99 %: it holds on 69 and fails on 0.")]
    [InlineData("standard", 10, 0, 4, 0, "Fails on more than 10 % of such instances, 99 %: it holds on 0 and fails on 4.")]
    [InlineData("full", 10, 141, 0, 0, "Holds on at least 95 % of such instances, 99 %: it holds on 141 and fails on 0.")]
    public void A_verdict_is_a_sentence_with_its_guarantee(string scale, int claims, int held, int failed, int open, string sentence)
    {
        ReportGuarantee guarantee = SequentialTestProperties.Guarantee(scale);
        SequentialState state = guarantee.TestFor(claims, 0).After(
            [.. Enumerable.Repeat(Decision.Holds, held), .. Enumerable.Repeat(Decision.Violated, failed), .. Enumerable.Repeat(Decision.Undecided, open)]);
        Assert.Equal(sentence, guarantee.Sentence(state));
    }

    [Fact]
    public void Confidence_is_never_rounded_up_to_certainty() => Assert.Contains(
        "99.95 %",
        new ReportGuarantee(0.5, 0.0005).Sentence(new ReportGuarantee(0.5, 0.0005).TestFor(1, 0).After(Enumerable.Repeat(Decision.Holds, 20))),
        StringComparison.Ordinal);

    [Fact]
    public void The_level_is_shared_among_the_claims()
    {
        Assert.Equal(0.01 / 7, ReportGuarantee.Standard.TestFor(7, 0).ErrorProbability);
        Assert.Throws<ArgumentOutOfRangeException>(() => ReportGuarantee.Standard.TestFor(0, 0));
    }
}
