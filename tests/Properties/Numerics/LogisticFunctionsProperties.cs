using FsCheck.Fluent;
using PurifyProofs.Model.Numerics;
using Xunit;

namespace PurifyProofs.Properties.Numerics;

/// <summary>Sigmoid and softplus in float32 against float64 over all sizes of floats.</summary>
public sealed class LogisticFunctionsProperties : PropertyChecks
{
    // What the doc comments promise.
    private static readonly ErrorBound Bound = new(Relative: 2e-7, SubnormalUnits: 1);

    [Fact]
    public void The_sigmoid_keeps_its_relative_error() => Check(Gen.Choose(0, FloatSweep.Stride - 1), 2, static offset =>
        FloatSweep.Check<SigmoidFunction>(offset, Sigmoid, Bound));

    [Fact]
    public void The_softplus_keeps_its_relative_error() => Check(Gen.Choose(0, FloatSweep.Stride - 1), 2, static offset =>
        FloatSweep.Check<SoftplusFunction>(offset, static t => Math.Max(t, 0) + LogOnePlus(Math.Exp(-Math.Abs(t))), Bound));

    [Fact]
    public void The_sigmoid_on_the_way_to_the_softplus_is_the_sigmoid() => Check(Gen.Choose(0, FloatSweep.Stride - 1), 1, static offset =>
        FloatSweep.Check<SigmoidOfSoftplus>(offset, Sigmoid, Bound));

    private static double Sigmoid(double t) => 1 / (1 + Math.Exp(-t));

    // W. Kahan's: the rounding of 1 + y cancels in the quotient.
    private static double LogOnePlus(double y)
    {
        double sum = 1 + y;
        return sum == 1 ? y : Math.Log(sum) * (y / (sum - 1));
    }

    private readonly struct SigmoidFunction : ILaneFunction
    {
        public static TLanes Apply<TLanes>(TLanes x)
            where TLanes : unmanaged, ILanes<TLanes> => LogisticFunctions.Sigmoid(x);
    }

    private readonly struct SoftplusFunction : ILaneFunction
    {
        public static TLanes Apply<TLanes>(TLanes x)
            where TLanes : unmanaged, ILanes<TLanes> => LogisticFunctions.Softplus(x, out _);
    }

    private readonly struct SigmoidOfSoftplus : ILaneFunction
    {
        public static TLanes Apply<TLanes>(TLanes x)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            LogisticFunctions.Softplus(x, out TLanes sigmoid);
            return sigmoid;
        }
    }
}
