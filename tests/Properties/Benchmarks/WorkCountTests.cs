using PurifyProofs.Cli.Benchmarks;
using Xunit;

namespace PurifyProofs.Properties.Benchmarks;

/// <summary>What a step or a point costs, against counts made by hand.</summary>
public sealed class WorkCountTests
{
    // 2 · 512 · 1024 · 256: one product of the batch with W; the others are the same for one point, and for G.
    private const double Product = 268435456;
    private const double PointProduct = 524288;
    private static readonly WorkloadShape Shape = WorkloadShape.Standard;

    [Fact]
    public void ACleanStepIsSamplingForwardAndWeightGradient()
    {
        WorkCount work = WorkCount.CleanStep(Shape, 0.25);
        Assert.Equal(67108864 + (2 * Product), work.DenseFlops);
        Assert.Equal(786432 + (1.25 * Product), work.DoneFlops);

        // W read and written, M read, b and s read.
        Assert.Equal((2 * 1048576) + 262144 + 8192, work.Bytes);
    }

    [Fact]
    public void AnFgmStepAddsAForwardAndAnInputGradient()
    {
        WorkCount clean = WorkCount.CleanStep(Shape, 0.25);
        WorkCount work = WorkCount.FastGradientStep(Shape, 0.3125, 0.25);
        Assert.Equal(clean.DenseFlops + (2 * Product), work.DenseFlops);
        Assert.Equal(clean.DoneFlops + (1.3125 * Product), work.DoneFlops);
    }

    [Fact]
    public void AnAttackedPointIsFiftyOneForwardsAndFiftyGradients()
    {
        WorkCount work = WorkCount.AttackedPoint(Shape, AttackRoute.Weights, 0.1);
        Assert.Equal(101 * PointProduct, work.DenseFlops);
        Assert.Equal(56 * PointProduct, work.DoneFlops, 1);
        Assert.Equal(((1048576 + 8192) / 512.0) + 3072, work.Bytes);
    }

    [Fact]
    public void ThroughTheGramMatrixOnlyActiveRowsOfItAreTouched()
    {
        WorkCount work = WorkCount.AttackedPoint(Shape, AttackRoute.Gram, 0.125);

        // G shared by 512 points, p at x and x + δ, δ at the end, 50 times 128 rows of 1024.
        double gram = 2 * 1024.0 * 1024 * 256 / 512;
        Assert.Equal(gram + (3 * PointProduct) + (50 * 2 * 128 * 1024), work.DoneFlops);
        Assert.Equal(101 * PointProduct, work.DenseFlops);
    }

    [Fact]
    public void WhereTheDenseProductIsTakenAllPairsAreDone() =>
        Assert.Equal(WorkCount.CleanStep(Shape, 1).DoneFlops, WorkCount.CleanStep(Shape, 0.63).DoneFlops);

    [Fact]
    public void WithAllPairsActiveAndDenseCodesNothingIsSaved()
    {
        WorkloadShape dense = Shape with { Sparsity = Shape.Dimension };
        Assert.Equal(WorkCount.CleanStep(dense, 1).DenseFlops, WorkCount.CleanStep(dense, 1).DoneFlops);
        Assert.Equal(WorkCount.FastGradientStep(dense, 1, 1).DenseFlops, WorkCount.FastGradientStep(dense, 1, 1).DoneFlops);
        Assert.Equal(WorkCount.AttackedPoint(dense, AttackRoute.Weights, 1).DenseFlops, WorkCount.AttackedPoint(dense, AttackRoute.Weights, 1).DoneFlops);
    }

    [Fact]
    public void TheCeilingIsTheLowerOfTheTwo()
    {
        var work = new WorkCount(DenseFlops: 4e9, DoneFlops: 2e9, Bytes: 1e9);
        RooflineFigure compute = new Roofline(PeakGigaflops: 100, BandwidthGigabytes: 60).Place(new MeasuredRate(25, 0.5), work);
        RooflineFigure memory = new Roofline(PeakGigaflops: 100, BandwidthGigabytes: 40).Place(new MeasuredRate(25, 0.5), work);
        Assert.Equal((50, "compute"), (compute.CeilingPerSecond, compute.Bound));
        Assert.Equal((40, "memory"), (memory.CeilingPerSecond, memory.Bound));
        Assert.Equal((100, 50, 0.5), (compute.DenseGigaflops, compute.DoneGigaflops, compute.PeakFraction));
    }
}
