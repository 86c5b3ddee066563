using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>What the study of cost records, against the networks that it left in its folder.</summary>
public sealed class CostStudyTests : IDisposable
{
    private const string Training = "clean-batch=32,adv-batch=48,clean-steps=12,bias-steps=5,adv-steps=60,adv-ramp=6,pgd-steps=2,seed=1";

    private static readonly Effort Effort = Effort.Of(Scale.Smoke) with { AttackSteps = 5, CrossChecks = 4 };

    private readonly TemporaryFolder folder = new();
    private readonly CpuDevice device = new(Environment.ProcessorCount);

    /// <inheritdoc/>
    public void Dispose()
    {
        device.Dispose();
        folder.Dispose();
    }

    // On so small an instance FP-4 is reached because the radius is small as well.
    [Fact]
    public void The_cheapest_budget_is_robust_and_the_next_smaller_one_is_not()
    {
        SparseCodingInstance instance = SparseCodingLine.Parse("d=32,k=1,m=24,radius=0.1," + Training);
        InstanceEvidence evidence = Measure(instance);
        IReadOnlyList<SeriesPoint> steps = evidence.Series(EvidenceKeys.StepsByDimension), samples = evidence.Series(EvidenceKeys.SamplesByDimension);
        Assert.Equal(CostStudy.SizesOf(32), steps.Select(static point => (int)point.X));
        Assert.Equal(steps.Select(static point => point.X), samples.Select(static point => point.X));
        int between = 0;
        foreach (SeriesPoint point in steps)
        {
            SparseCodingInstance sized = point.X == 32 ? instance : InstanceSizing.AtDimension(instance, (int)point.X);
            int budget = Assert.Single(
                Enumerable.Range(0, TrainingBudgets.Shares.Count), one => TrainingBudgets.Cost(TrainingBudgets.Apply(sized, one)).Steps == point.Y);
            double seen = samples.Single(one => one.X == point.X).Y;
            Assert.Equal((12 * 32) + (48.0 * (point.Y - 12)), seen);
            Assert.True(IsRobust(sized, budget));
            if (budget > 0)
            {
                between++;
                Assert.False(IsRobust(sized, budget - 1));
            }
        }

        Assert.NotEqual(0, between);
    }

    // The radius is half the size of a feature: so short a training does not get there.
    [Fact]
    public void Where_no_budget_suffices_the_cost_is_infinite_and_the_largest_budget_is_what_accuracies_are_of()
    {
        SparseCodingInstance instance = SparseCodingLine.Parse("d=32,k=1,m=24,radius=0.5," + Training);
        InstanceEvidence evidence = Measure(instance);
        Assert.All(evidence.Series(EvidenceKeys.StepsByDimension), static point => Assert.Equal(double.PositiveInfinity, point.Y));
        Assert.All(evidence.Series(EvidenceKeys.SamplesByDimension), static point => Assert.Equal(double.PositiveInfinity, point.Y));
        int largest = TrainingBudgets.Shares.Count - 1;
        NetworkReading own = NetworkReading.Of(evidence, TrainedNetwork.Cheapest)!;
        Assert.False(own.IsProvablyRobust);
        Assert.Equal(Read(instance, largest, Effort), own);
    }

    private InstanceEvidence Measure(SparseCodingInstance instance)
    {
        using SparseCodingContext context = Open(instance, folder["networks"], Effort);
        var evidence = new InstanceEvidence();
        evidence.Add(Study.Cost, new CostStudy().Run(context).Measurements);
        return evidence;
    }

    private bool IsRobust(SparseCodingInstance instance, int budget) =>
        Read(instance, budget, Effort with { Accuracy = Effort.Accuracy with { Looks = 1 } }).IsProvablyRobust;

    private NetworkReading Read(SparseCodingInstance instance, int budget, Effort effort)
    {
        string own = folder["networks"];
        string path = instance.Law.Dimension == 32 ? own : Path.Combine(own, FormattableString.Invariant($"d{instance.Law.Dimension}"));
        using SparseCodingContext context = Open(instance, path, effort);
        using SymmetricReluNetwork network = context.Store.TryLoad(FormattableString.Invariant($"budget-{budget}"))!.Network;
        RobustAccuracy robust = context.Robustness.Of(network).Measure(instance.Radius, Thresholds.RobustAccuracy);
        return new NetworkReading(context.Meter.Clean(network, Thresholds.CleanAccuracy), robust.Attacked, robust.Certified);
    }

    private SparseCodingContext Open(SparseCodingInstance instance, string path, Effort effort) =>
        new(instance, device.SparseCoding, new StudyOptions(effort, path, static (_, _) => { }, CancellationToken.None));
}
