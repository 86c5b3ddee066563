using PurifyProofs.Claims.Families.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>The grid of budgets and the search on it. Nothing is drawn: there are twelve answers.</summary>
public sealed class TrainingBudgetsTests
{
    /// <summary>Every budget as the smallest that suffices, and none.</summary>
    public static TheoryData<int> Answers => [.. Enumerable.Range(0, TrainingBudgets.Shares.Count + 1)];

    [Theory]
    [MemberData(nameof(Answers))]
    public void The_smallest_sufficient_budget_is_found_and_none_is_tried_twice(int smallest)
    {
        List<int> tried = [];
        int? found = TrainingBudgets.Smallest(
            budget =>
            {
                tried.Add(budget);
                return budget >= smallest;
            },
            out bool complete);

        Assert.True(complete);
        Assert.Equal(smallest < TrainingBudgets.Shares.Count ? smallest : null, found);
        Assert.Equal(TrainingBudgets.Own, tried[0]);
        Assert.Distinct(tried);
        Assert.InRange(tried.Count, 2, 5);
        Assert.Contains(found ?? (TrainingBudgets.Shares.Count - 1), tried);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void An_answer_that_is_not_known_ends_the_search(int smallest)
    {
        int asked = 0;
        Assert.Null(TrainingBudgets.Smallest(budget => ++asked < 2 ? budget >= smallest : null, out bool complete));
        Assert.False(complete);
        Assert.Equal(2, asked);
    }

    [Fact]
    public void Budgets_lie_a_factor_of_the_root_of_two_apart_and_one_is_the_plan_s_own()
    {
        Assert.Equal(1, TrainingBudgets.Shares[TrainingBudgets.Own]);
        Assert.All(TrainingBudgets.Shares.Zip(TrainingBudgets.Shares.Skip(1)), static pair => Assert.Equal(Math.Sqrt(2), pair.Second / pair.First, 1e-12));
        SparseCodingInstance instance = SparseCodingLine.Parse("d=256,k=3,m=1024,adv-steps=480,adv-ramp=160,clean-steps=200,clean-batch=100,adv-batch=300");
        Assert.Equal(instance, TrainingBudgets.Apply(instance, TrainingBudgets.Own));
        SparseCodingInstance half = TrainingBudgets.Apply(instance, TrainingBudgets.Own - 2);
        Assert.Equal((240, 80), (half.Plan.Adversarial.Steps, half.Plan.Adversarial.RampSteps));
        Assert.Equal((440, 92_000), TrainingBudgets.Cost(half));
    }

    [Theory]
    [InlineData(256, new[] { 181, 197, 215, 235, 256 })]
    [InlineData(512, new[] { 362, 395, 431, 470, 512 })]
    public void Sizes_are_evenly_spaced_up_to_the_own_one(int dimension, int[] sizes) => Assert.Equal(sizes, CostStudy.SizesOf(dimension));
}
