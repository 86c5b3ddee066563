using PurifyProofs.Model.Numerics;
using Xunit;

namespace PurifyProofs.Properties.Numerics;

/// <summary>A function of one float32, written once for every register width.</summary>
internal interface ILaneFunction
{
    /// <summary>The function in every lane.</summary>
    static abstract TLanes Apply<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>;
}

/// <summary>
/// What a function of floats is held to: an error relative to the value where that is a normal number of float32, in units of
/// the smallest subnormal number where it is below.
/// </summary>
internal readonly record struct ErrorBound(double Relative, double SubnormalUnits)
{
    private const double SmallestNormal = 1.1754943508222875e-38;

    /// <summary>The largest error allowed where the value is <paramref name="exact"/>.</summary>
    public double At(double exact) => Math.Abs(exact) >= SmallestNormal ? Relative * Math.Abs(exact) : SubnormalUnits * float.Epsilon;
}

/// <summary>Functions of one float32 on floats of every size and sign, at every register width.</summary>
internal static unsafe class FloatSweep
{
    /// <summary>Sweeps begin anywhere below this.</summary>
    public const int Stride = 4099;

    // From 2⁻¹² to 2⁸, where the functions bend.
    private const uint DenseFrom = 0x39800000;
    private const uint DenseTo = 0x43800000;
    private const uint DenseStride = 509;

    /// <summary>Fails unless the function keeps to its bound, has the same bits at every width and keeps what is not a number.</summary>
    public static void Check<TFunction>(int offset, Func<double, double> exact, ErrorBound bound)
        where TFunction : ILaneFunction
    {
        float[] points = [.. Floats((uint)offset)];
        float[] values = Apply<TFunction, Lanes128>(points);
        for (int i = 0; i < points.Length; i++)
        {
            double expected = exact(points[i]);
            bool close = values[i] == expected || Math.Abs(values[i] - expected) <= bound.At(expected);
            Assert.True(close, $"At {points[i]:R} the value is {values[i]:R}, not {expected:R}.");
        }

        Assert.Equal(-1, FirstDifference(values, Apply<TFunction, Lanes256>(points)));
        Assert.Equal(-1, FirstDifference(values, Apply<TFunction, Lanes512>(points)));
        Assert.All(Apply<TFunction, Lanes128>([float.NaN]), value => Assert.Equal(float.NaN, value));
        Assert.All(Apply<TFunction, Lanes256>([float.NaN]), value => Assert.Equal(float.NaN, value));
        Assert.All(Apply<TFunction, Lanes512>([float.NaN]), value => Assert.Equal(float.NaN, value));
    }

    private static IEnumerable<float> Floats(uint offset)
    {
        float[] edges = [0, float.Epsilon, MathF.BitDecrement(1.17549435e-38f), 1.17549435e-38f, float.MaxValue, float.PositiveInfinity];
        IEnumerable<float> everySize = Patterns(offset, 0x7F800000, Stride);
        IEnumerable<float> dense = Patterns(DenseFrom + (offset % DenseStride), DenseTo, DenseStride);
        return edges.Concat(everySize).Concat(dense).SelectMany(static x => new[] { x, -x });
    }

    private static IEnumerable<float> Patterns(uint first, uint end, uint stride)
    {
        for (uint bits = first; bits < end; bits += stride)
        {
            yield return BitConverter.UInt32BitsToSingle(bits);
        }
    }

    private static float[] Apply<TFunction, TLanes>(float[] points)
        where TFunction : ILaneFunction
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var values = new float[(points.Length + TLanes.Count - 1) / TLanes.Count * TLanes.Count];
        points.CopyTo(values, 0);
        fixed (float* start = values)
        {
            for (int i = 0; i < values.Length; i += TLanes.Count)
            {
                TFunction.Apply(TLanes.Load(start + i)).Store(start + i);
            }
        }

        return values[..points.Length];
    }

    private static int FirstDifference(float[] left, float[] right) => Enumerable.Range(0, left.Length)
        .FirstOrDefault(i => BitConverter.SingleToInt32Bits(left[i]) != BitConverter.SingleToInt32Bits(right[i]), -1);
}
