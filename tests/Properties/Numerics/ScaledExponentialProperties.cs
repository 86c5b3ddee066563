using FsCheck.Fluent;
using PurifyProofs.Model.Numerics;
using Xunit;

namespace PurifyProofs.Properties.Numerics;

/// <summary>The scaled exponential in float32 against float64.</summary>
public sealed class ScaledExponentialProperties : PropertyChecks
{
    // What the doc comment promises; the scale keeps all values in the normal range.
    private static readonly ErrorBound Bound = new(Relative: 1.2e-7, SubnormalUnits: 0);

    [Fact]
    public void The_exponential_keeps_its_relative_error() => Check(Gen.Choose(0, FloatSweep.Stride - 1), 2, static offset =>
        FloatSweep.Check<DecayFunction>(offset, static x => Math.Exp(-Math.Min(Math.Abs(x), ScaledExponential.Limit)) / ScaledExponential.Unscale, Bound));

    private readonly struct DecayFunction : ILaneFunction
    {
        public static TLanes Apply<TLanes>(TLanes x)
            where TLanes : unmanaged, ILanes<TLanes> =>
            ScaledExponential.Decay(TLanes.Min(TLanes.Broadcast(ScaledExponential.Limit), TLanes.Abs(x)), default);
    }
}
