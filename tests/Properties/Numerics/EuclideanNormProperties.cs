using System.Numerics.Tensors;
using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Numerics;
using Xunit;

namespace PurifyProofs.Properties.Numerics;

/// <summary>The upper bound of a norm is above what any order of summation gives, and hardly larger.</summary>
public sealed class EuclideanNormProperties : PropertyChecks
{
    private static readonly Gen<double[]> Vectors =
        from exponent in Gen.Elements(-320, -200, -20, 0, 20, 140)
        from length in Gen.Choose(1, 300)
        from values in Gen.ArrayOf(Gen.Choose(-1_000_000, 1_000_000), length)
        select values.Select(value => value * 1e-6 * Math.Pow(10, exponent)).ToArray();

    [Fact]
    public void It_is_above_every_sum() => Check(Vectors, 500, vector =>
    {
        double[] squares = [.. vector.Select(static value => value * value)];
        double bound = EuclideanNorm.UpperBound(vector);
        double largest = vector.Max(Math.Abs);
        double scaled = largest == 0 ? 0 : largest * Math.Sqrt(vector.Sum(value => value / largest * (value / largest)));
        double[] sums = [squares.Sum(), squares.Reverse().Sum(), squares.Order().Sum()];
        return sums.All(sum => double.IsInfinity(sum) || Math.Sqrt(sum) <= bound)
            && TensorPrimitives.Norm<double>(vector) <= bound
            && bound <= (scaled * (1 + 1e-12)) + double.Epsilon * 2;
    });

    [Fact]
    public void It_is_0_for_0_alone()
    {
        Assert.Equal(0, EuclideanNorm.UpperBound(new double[3]));
        Assert.True(EuclideanNorm.UpperBound([0, double.Epsilon]) >= double.Epsilon);
    }

    [Fact]
    public void What_is_not_finite_stays_so()
    {
        Assert.True(double.IsNaN(EuclideanNorm.UpperBound([1, double.NaN])));
        Assert.Equal(double.PositiveInfinity, EuclideanNorm.UpperBound([1, double.NegativeInfinity]));
    }
}
