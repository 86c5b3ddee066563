using FsCheck.Fluent;
using PurifyProofs.Cli.Benchmarks;
using PurifyProofs.Model.Numerics;
using Xunit;

namespace PurifyProofs.Properties.Benchmarks;

/// <summary>The probe of main memory does the arithmetic it is said to do, and nothing beside it.</summary>
public sealed unsafe class MemoryBandwidthProperties : PropertyChecks
{
    [Fact]
    public void The_triad_is_that_of_float64_and_leaves_what_follows_alone() => Check(Gen.Choose(0, 40).Zip(Gen.Choose(0, int.MaxValue)), 100, static drawn =>
    {
        var random = new System.Random(drawn.Item2);
        int length = drawn.Item1 * Matrix.Lanes;
        using Matrix rows = RandomMatrix.Normal(random, 3, length + Matrix.Lanes, 1);
        float[] before = RandomMatrix.Elements(rows);
        float factor = (float)RandomMatrix.NextNormal(random);
        MemoryBandwidth.Triad(rows.Data, rows.Data + rows.Stride, rows.Data + (2 * rows.Stride), factor, length);
        for (int i = 0; i < rows.Columns; i++)
        {
            double sum = before[rows.Columns + i] + ((double)factor * before[(2 * rows.Columns) + i]);
            Assert.Equal(i < length ? sum : before[i], rows.Row(0)[i], 1e-5);
        }

        Assert.Equal(before[rows.Columns..], RandomMatrix.Elements(rows)[rows.Columns..]);
    });
}
