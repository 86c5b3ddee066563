using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Confidence;
using Xunit;

namespace PurifyProofs.Properties.Confidence;

/// <summary>Quantiles of Student's t at every level, against closed forms of the tail and of the quantile.</summary>
public sealed class StudentQuantileProperties : PropertyChecks
{
    private const double Accuracy = 1e-10;

    // From a fifth down to 1e-200.
    private static readonly Gen<double> Tails = Gen.Choose(700, 200_000).Select(static k => Math.Pow(10, -k / 1000.0));

    [Fact]
    public void One_degree_is_the_Cauchy_law() => Check(Tails, 500, static tail =>
        AssertClose(Math.Cos(Math.PI * tail) / Math.Sin(Math.PI * tail), StudentQuantile.OfUpperTail(1, tail)));

    // α = t⁻² (1 − …) / 2 without cancellation: 1 − t/√(2 + t²) = 2 / (√(2 + t²) (√(2 + t²) + t)).
    [Fact]
    public void Two_degrees_give_their_tail_back() => Check(Tails, 500, static tail =>
    {
        double t = StudentQuantile.OfUpperTail(2, tail);
        double root = Math.Sqrt(2 + (t * t));
        AssertClose(tail, 1 / (root * (root + t)));
    });

    // α π = φ − sin φ cos φ with tan φ = √3 / t; its series where the difference cancels.
    [Fact]
    public void Three_degrees_give_their_tail_back() => Check(Tails, 500, static tail =>
    {
        double angle = Math.Atan(Math.Sqrt(3) / StudentQuantile.OfUpperTail(3, tail));
        double square = angle * angle;
        double area = angle < 0.1
            ? 2 * angle * square / 3 * (1 - (square / 5 * (1 - (square * 2 / 21 * (1 - (square / 18))))))
            : angle - (Math.Sin(angle) * Math.Cos(angle));
        AssertClose(tail * Math.PI, area);
    });

    // W. T. Shaw, Sampling Student's T distribution, Journal of Computational Finance 9(4), 2006: q = cos(arccos(√a)/3)/√a, a = 4α(1 − α), t = 2√(q − 1).
    [Fact]
    public void Four_degrees_agree_with_the_closed_form() => Check(Tails, 500, static tail =>
    {
        double a = 4 * tail * (1 - tail);
        AssertClose(2 * Math.Sqrt((Math.Cos(Math.Acos(Math.Sqrt(a)) / 3) / Math.Sqrt(a)) - 1), StudentQuantile.OfUpperTail(4, tail));
    });

    // At one level t falls in ν, towards the normal quantile from above.
    [Fact]
    public void More_degrees_make_it_smaller() => Check(Tails.Zip(Gen.Choose(1, 400)), 500, static pair =>
    {
        (double tail, int degrees) = pair;
        Assert.True(StudentQuantile.OfUpperTail(degrees + 1, tail) < StudentQuantile.OfUpperTail(degrees, tail));
        Assert.True(StudentQuantile.OfUpperTail(degrees + 1, tail) > MathNet.Numerics.SpecialFunctions.ErfcInv(2 * tail) * Math.Sqrt(2));
    });

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(3, 0)]
    [InlineData(3, 0.5)]
    [InlineData(3, double.NaN)]
    public void What_is_no_upper_tail_is_refused(int degrees, double tail) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentQuantile.OfUpperTail(degrees, tail));

    private static void AssertClose(double expected, double actual) => Assert.InRange(actual / expected, 1 - Accuracy, 1 + Accuracy);
}
