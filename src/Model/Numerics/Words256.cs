using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PurifyProofs.Model.Numerics;

/// <summary>8 words: one 256-bit register.</summary>
internal readonly struct Words256(Vector256<uint> value) : IWordLanes<Words256, Lanes256>
{
    private readonly Vector256<uint> value = value;

    public static Words256 Indices => new(Vector256<uint>.Indices);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 Broadcast(uint word) => new(Vector256.Create(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 BitsOf(Lanes256 value) => new(value.Value.AsUInt32());

    // The product of full 64-bit words that the portable form asks for takes three multiplications on x86.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 MultiplyEven(Words256 left, Words256 right) => Avx2.IsSupported
        ? new(Avx2.Multiply(left.value, right.value).AsUInt32())
        : new((LowHalves(left.value) * LowHalves(right.value)).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 OddToEven(Words256 words) => new((words.value.AsUInt64() >>> 32).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 Interleave(Words256 even, Words256 odd) =>
        new((LowHalves(even.value) | (odd.value.AsUInt64() << 32)).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 ShiftRightSigned(Words256 words, int count) => new((words.value.AsInt32() >> count).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 operator <<(Words256 words, int count) => new(words.value << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 operator >>>(Words256 words, int count) => new(words.value >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 operator +(Words256 left, Words256 right) => new(left.value + right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 operator -(Words256 left, Words256 right) => new(left.value - right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 operator &(Words256 left, Words256 right) => new(left.value & right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 operator ^(Words256 left, Words256 right) => new(left.value ^ right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes256 ToSingle() => new(Vector256.ConvertToSingle(value.AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes256 AsSingle() => new(value.AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> LowHalves(Vector256<uint> words) => words.AsUInt64() & Vector256.Create(0xFFFFFFFFUL);
}
