using PurifyProofs.Cli.Benchmarks;
using Xunit;

namespace PurifyProofs.Snapshots.Benchmarks;

/// <summary>The tables of growing cost, from made-up times of known growth.</summary>
public sealed class GrowthTableTests
{
    private static readonly WorkloadShape Centre = WorkloadShape.Standard;

    [Fact]
    public void OneSizeVariesAtATime()
    {
        WorkloadShape[] shapes = GrowthRun.Around(Centre);
        Assert.Equal(shapes.Length, shapes.Distinct().Count());
        Assert.Single(shapes, Centre);
        Assert.All(shapes, shape => Assert.InRange(Differences(shape), 0, 1));
        Assert.Equal(4, shapes.Select(shape => shape.Dimension).Distinct().Count());
        Assert.Equal(4, shapes.Select(shape => shape.Width).Distinct().Count());
        Assert.Equal(5, shapes.Select(shape => shape.BatchSize).Distinct().Count());
    }

    // One thread takes c d^1.5 m n^0.5, two threads half of that and, of two rows, a tenth more.
    [Fact]
    public void ExponentsOfKnownGrowthAreFound()
    {
        GrowthRow[] rows = [.. GrowthRun.Around(Centre).Select(shape => new GrowthRow(shape, 0.633, Times(shape)))];
        using var output = new StringWriter { NewLine = "\n" };
        GrowthTable.Write(output, "standard", [1, 2], rows, Centre);
        Snapshot.Match(output.ToString(), "md");
    }

    private static double[] Times(WorkloadShape shape)
    {
        double one = 1e-6 * Math.Pow(shape.Dimension, 1.5) * shape.Width * Math.Sqrt(shape.BatchSize);
        return [one, one / (shape.Width > Centre.Width ? 2 / 1.1 : 2)];
    }

    private static int Differences(WorkloadShape shape) =>
        (shape.Dimension != Centre.Dimension ? 1 : 0) + (shape.Width != Centre.Width ? 1 : 0) + (shape.BatchSize != Centre.BatchSize ? 1 : 0);
}
