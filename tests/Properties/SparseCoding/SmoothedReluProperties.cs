using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>What r(u; s) = E ReLU(u + ρ) with symmetric ρ must satisfy, whatever its law.</summary>
public sealed class SmoothedReluProperties : PropertyChecks
{
    private const double Rounding = 1e-13;

    [Fact]
    public void Value_at_u_minus_value_at_minus_u_is_u() => Check(Cases(), 1000, static example =>
        Assert.Equal(example.U, example.Value(example.U) - example.Value(-example.U), Rounding * (1 + Math.Abs(example.U))));

    [Fact]
    public void Derivatives_at_u_and_minus_u_sum_to_one() => Check(Cases().Where(static example => example.U != 0), 1000, static example =>
        Assert.Equal(1, example.Derivative(example.U) + example.Derivative(-example.U), Rounding));

    [Fact]
    public void The_derivative_lies_in_the_unit_interval_and_grows() => Check(Cases().Zip(Gen.Choose(0, 5000)), 1000, static pair =>
    {
        (ReluCase example, double further) = (pair.Item1, pair.Item2 / 1000.0);
        return example.Derivative(example.U) is >= 0 and <= 1
            && example.Derivative(example.U) <= example.Derivative(example.U + further) + Rounding;
    });

    [Fact]
    public void The_value_lies_above_the_plain_one_and_grows() => Check(Cases().Zip(Gen.Choose(0, 5000)), 1000, static pair =>
    {
        (ReluCase example, double further) = (pair.Item1, pair.Item2 / 1000.0);
        return example.Value(example.U) >= Math.Max(example.U, 0) - Rounding
            && example.Value(example.U) <= example.Value(example.U + further) + Rounding;
    });

    // The uniform law's derivative has kinks of slope 1/(2s); a difference over one is off by at most that times the step.
    [Fact]
    public void The_derivative_is_the_derivative_of_the_value() => Check(Cases().Where(static example => example.IsSmooth), 1000, static example =>
    {
        const double Step = 1e-6;
        double difference = (example.Value(example.U + Step) - example.Value(example.U - Step)) / (2 * Step);
        Assert.Equal(example.Derivative(example.U), difference, 1e-8 + (Step / example.Width));
    });

    [Fact]
    public void A_narrow_width_gives_the_plain_relu() => Check(Cases(), 500, static example =>
    {
        ReluCase narrow = example with { Width = 1e-9 };
        Assert.Equal(Math.Max(example.U, 0), narrow.Value(example.U), 1e-8);
    });

    [Fact]
    public void The_uniform_law_is_exactly_zero_below_its_support() => Check(Cases(), 500, static example =>
        SmoothedReluFunction.Value(Smoothing.Uniform, -example.Width - Math.Abs(example.U), example.Width) == 0
        && SmoothedReluFunction.Derivative(Smoothing.Uniform, -example.Width - Math.Abs(example.U), example.Width) == 0);

    private static Gen<ReluCase> Cases() =>
        from smoothing in Gen.Elements(Enum.GetValues<Smoothing>())
        from u in Gen.Choose(-5_000_000, 5_000_000)
        from width in Gen.OneOf(Gen.Constant(0), Gen.Choose(1, 3000))
        select new ReluCase(smoothing, u / 1e6, width / 1000.0);

    private sealed record ReluCase(Smoothing Smoothing, double U, double Width)
    {
        public bool IsSmooth => Smoothing != Smoothing.None && Width > 0;

        public double Value(double u) => SmoothedReluFunction.Value(Smoothing, u, Width);

        public double Derivative(double u) => SmoothedReluFunction.Derivative(Smoothing, u, Width);
    }
}
