using PurifyProofs.Cli.Reports.Figures;
using Xunit;

namespace PurifyProofs.Snapshots.Reports;

/// <summary>Axes cover their values between round ticks.</summary>
public sealed class AxisTests
{
    [Theory]
    [InlineData(0, 0.3, "0.00 0.05 0.10 0.15 0.20 0.25 0.30")]
    [InlineData(0, 3000, "0 500 1000 1500 2000 2500 3000")]
    [InlineData(-1, 1, "-1.0 -0.5 0.0 0.5 1.0")]
    [InlineData(2, 2, "2.0 2.2 2.4 2.6 2.8 3.0")]
    [InlineData(0, 0.000012, "0.000000 0.000002 0.000004 0.000006 0.000008 0.000010 0.000012")]
    public void TicksAreRound(double least, double greatest, string expected)
    {
        Axis axis = Axis.Cover("x", [least, greatest]);
        Assert.Equal(expected, string.Join(' ', axis.Ticks.Select(axis.TickText)));
    }

    [Fact]
    public void ValuesThatAreNoNumbersAreLeftOut() => Assert.Equal(1, Axis.Cover("x", [double.NaN, double.PositiveInfinity]).Maximum, 12);

    [Fact]
    public void EveryValueLiesInside()
    {
        var random = new Random(1);
        for (int trial = 0; trial < 2000; trial++)
        {
            double scale = Math.Pow(10, random.Next(-6, 7));
            double[] values = [(random.NextDouble() - 0.5) * scale, (random.NextDouble() - 0.5) * scale];
            Axis axis = Axis.Cover("x", values);
            Assert.All(values, value => Assert.InRange(axis.Position(value), -1e-9, 1 + 1e-9));
            Assert.InRange(axis.Steps, 2, 8);
        }
    }
}
