namespace PurifyProofs.Model.Numerics;

/// <summary>
/// A vector register of float32 lanes. Kernels are written once against this interface; which width they run with is chosen
/// once, by <see cref="LaneWidth"/>, from what the processor has.
/// </summary>
internal unsafe interface ILanes<TSelf>
    where TSelf : unmanaged, ILanes<TSelf>
{
    /// <summary>Lanes in a register.</summary>
    static abstract int Count { get; }

    /// <summary><see cref="Count"/> consecutive floats.</summary>
    static abstract TSelf Load(float* source);

    /// <summary>The same value in every lane.</summary>
    static abstract TSelf Broadcast(float value);

    /// <summary>left · right + addend, rounded once where the processor can.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>The smaller of two numbers; not a number where <paramref name="right"/> is none, unspecified where only the left is none.</summary>
    static abstract TSelf Min(TSelf left, TSelf right);

    /// <summary>The larger of two numbers; unspecified where one is not a number.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>|value|.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>√value.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>2^n, −126 ≤ n ≤ 127, of n + 127 + 3·2²²: so large a number has its integer part in its low bits.</summary>
    static abstract TSelf PowerOfTwo(TSelf shifted);

    /// <summary>The magnitude of one and the sign of the other.</summary>
    static abstract TSelf CopySign(TSelf magnitude, TSelf sign);

    /// <summary>All bits set in the lanes where left &gt; right, none elsewhere.</summary>
    static abstract TSelf GreaterThan(TSelf left, TSelf right);

    /// <summary><paramref name="then"/> where the mask is set, <paramref name="otherwise"/> elsewhere.</summary>
    static abstract TSelf Select(TSelf mask, TSelf then, TSelf otherwise);

    /// <summary>Bit l of the result is the sign bit of lane l; of a mask: where it is set.</summary>
    static abstract uint SignBits(TSelf value);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf value);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>Writes the lanes to consecutive floats.</summary>
    void Store(float* target);

    /// <summary>Sum over the lanes.</summary>
    float Sum();
}
