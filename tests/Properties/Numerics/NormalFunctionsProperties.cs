using FsCheck.Fluent;
using MathNet.Numerics;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.Numerics;

/// <summary>
/// The normal distribution in float32 against float64 over all sizes of floats, and float64 against values of forty digits.
/// </summary>
public sealed class NormalFunctionsProperties : PropertyChecks
{
    // What the doc comments promise.
    private static readonly ErrorBound DensityBound = new(Relative: 1.8e-7, SubnormalUnits: 1.5);
    private static readonly ErrorBound CumulativeBound = new(Relative: 4.5e-7, SubnormalUnits: 3);

    [Fact]
    public void The_density_keeps_its_relative_error() => Check(Gen.Choose(0, FloatSweep.Stride - 1), 2, static offset =>
        FloatSweep.Check<DensityFunction>(offset, Density, DensityBound));

    [Fact]
    public void The_density_on_the_way_to_the_distribution_function_is_the_density() => Check(Gen.Choose(0, FloatSweep.Stride - 1), 1, static offset =>
        FloatSweep.Check<DensityOfCumulative>(offset, Density, DensityBound));

    [Fact]
    public void The_distribution_function_keeps_its_relative_error() => Check(Gen.Choose(0, FloatSweep.Stride - 1), 2, static offset =>
        FloatSweep.Check<CumulativeFunction>(offset, Cumulative, CumulativeBound));

    // Computed with forty decimal digits from the Taylor series.
    [Theory]
    [InlineData(-8, 6.220960574271784123515995e-16)]
    [InlineData(-6.5, 4.01600058385911780834614542250e-11)]
    [InlineData(-6, 9.865876450376981407008641323981e-10)]
    [InlineData(-5, 2.866515718791939116737523328746460e-7)]
    [InlineData(-3.5, 0.0002326290790355250363499258867279847735)]
    [InlineData(-2, 0.0227501319481792072002826371665334374722)]
    [InlineData(-1, 0.1586552539314570514147674543679620775222)]
    [InlineData(-0.1, 0.4601721627229710185345953817608179169859)]
    [InlineData(0, 0.5)]
    [InlineData(0.25, 0.5987063256829237242408537915810337392821)]
    [InlineData(0.5, 0.6914624612740131036377046106083377398835)]
    [InlineData(1.5, 0.9331927987311419339955059590201139204770)]
    [InlineData(3, 0.9986501019683699054733481852324050226202)]
    [InlineData(4, 0.9999683287581668800787462292432778487020)]
    [InlineData(5.9, 0.9999999981824921369005676286380653399072)]
    [InlineData(6.1, 0.9999999994696576737051170262671273199161)]
    [InlineData(7.5, 0.9999999999999680910832708910377223271158)]
    public void Float64_agrees_with_forty_digits(double z, double expected) =>
        Assert.Equal(expected, SmoothedReluFunction.NormalCumulative(z), tolerance: 2e-15);

    [Fact]
    public void Float64_agrees_with_the_complementary_error_function() => Check(Gen.Choose(-9_000_000, 9_000_000), 5000, static millionths =>
    {
        double z = millionths / 1e6;
        Assert.Equal(0.5 * SpecialFunctions.Erfc(-z / Math.Sqrt(2)), SmoothedReluFunction.NormalCumulative(z), tolerance: 4e-15);
    });

    // The sweep's reference in the lower tail, where an absolute error would say nothing.
    [Fact]
    public void Float64_tails_agree_relatively() => Check(Gen.Choose(-14_500_000, -6_000_001), 5000, static millionths =>
    {
        double z = millionths / 1e6;
        Assert.Equal(1, Cumulative(z) / SmoothedReluFunction.NormalCumulative(z), tolerance: 1e-12);
    });

    private static double Density(double z) => Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI);

    private static double Cumulative(double z) => 0.5 * SpecialFunctions.Erfc(-z / Math.Sqrt(2));

    private readonly struct DensityFunction : ILaneFunction
    {
        public static TLanes Apply<TLanes>(TLanes x)
            where TLanes : unmanaged, ILanes<TLanes> => NormalFunctions.Density(x);
    }

    private readonly struct CumulativeFunction : ILaneFunction
    {
        public static TLanes Apply<TLanes>(TLanes x)
            where TLanes : unmanaged, ILanes<TLanes> => NormalFunctions.Cumulative(x, out _);
    }

    private readonly struct DensityOfCumulative : ILaneFunction
    {
        public static TLanes Apply<TLanes>(TLanes x)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            NormalFunctions.Cumulative(x, out TLanes density);
            return density;
        }
    }
}
