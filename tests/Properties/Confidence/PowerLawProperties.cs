using FsCheck.Fluent;
using PurifyProofs.Bounds.Confidence;
using Xunit;

namespace PurifyProofs.Properties.Confidence;

/// <summary>The fitted exponent is right without errors, and its limits miss as often as they say with normal ones.</summary>
public sealed class PowerLawProperties : PropertyChecks
{
    [Fact]
    public void Without_errors_the_exponent_is_recovered() => Check(Gen.Choose(-3000, 3000).Zip(Gen.Choose(3, 9)), 200, static pair =>
    {
        (double exponent, int count) = (pair.Item1 / 1000.0, pair.Item2);
        double[] x = [.. Enumerable.Range(1, count).Select(static i => 50.0 * i)];
        PowerLaw fit = PowerLaw.Fit(x, Array.ConvertAll(x, value => 0.3 * Math.Pow(value, exponent)), 0.01);
        Assert.Equal(exponent, fit.Exponent, 1e-9);
        Assert.Equal(exponent, fit.Lower, 1e-6);
        Assert.Equal(exponent, fit.Upper, 1e-6);
    });

    // Each limit misses with probability exactly the error probability; Chernoff at the false-alarm rate of all statistical tests.
    [Theory]
    [InlineData(3, 0.05)]
    [InlineData(4, 0.05)]
    [InlineData(5, 0.05)]
    [InlineData(8, 0.2)]
    public void Either_limit_misses_with_the_error_probability(int count, double errorProbability) => Check(Gen.Choose(0, int.MaxValue), 1, seed =>
    {
        var random = new System.Random(seed);
        double[] x = [.. Enumerable.Range(1, count).Select(static i => Math.Pow(2, i))];
        const int Fits = 20_000;
        int below = 0, above = 0;
        for (int fit = 0; fit < Fits; fit++)
        {
            PowerLaw found = PowerLaw.Fit(x, Array.ConvertAll(x, value => Math.Pow(value, -0.5) * Math.Exp(0.3 * RandomMatrix.NextNormal(random))), errorProbability);
            below += found.Upper < -0.5 ? 1 : 0;
            above += found.Lower > -0.5 ? 1 : 0;
        }

        Statistics.AssertProbability(errorProbability, below, Fits);
        Statistics.AssertProbability(errorProbability, above, Fits);
    });

    [Theory]
    [InlineData(new double[] { 1, 2 }, new double[] { 1, 2 })]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 1, 2 })]
    [InlineData(new double[] { 1, 2, 0 }, new double[] { 1, 2, 3 })]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 1, -2, 3 })]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 1, double.NaN, 3 })]
    [InlineData(new double[] { 2, 2, 2 }, new double[] { 1, 2, 3 })]
    public void What_no_line_can_be_fitted_to_is_refused(double[] x, double[] y) =>
        Assert.Throws<ArgumentException>(() => PowerLaw.Fit(x, y, 0.05));
}
