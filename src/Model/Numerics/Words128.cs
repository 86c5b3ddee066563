using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PurifyProofs.Model.Numerics;

/// <summary>4 words: one 128-bit register.</summary>
internal readonly struct Words128(Vector128<uint> value) : IWordLanes<Words128, Lanes128>
{
    private readonly Vector128<uint> value = value;

    public static Words128 Indices => new(Vector128<uint>.Indices);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 Broadcast(uint word) => new(Vector128.Create(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 BitsOf(Lanes128 value) => new(value.Value.AsUInt32());

    // The product of full 64-bit words that the portable form asks for takes three multiplications on x86.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 MultiplyEven(Words128 left, Words128 right) => Sse2.IsSupported
        ? new(Sse2.Multiply(left.value, right.value).AsUInt32())
        : new((LowHalves(left.value) * LowHalves(right.value)).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 OddToEven(Words128 words) => new((words.value.AsUInt64() >>> 32).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 Interleave(Words128 even, Words128 odd) =>
        new((LowHalves(even.value) | (odd.value.AsUInt64() << 32)).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 ShiftRightSigned(Words128 words, int count) => new((words.value.AsInt32() >> count).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 operator <<(Words128 words, int count) => new(words.value << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 operator >>>(Words128 words, int count) => new(words.value >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 operator +(Words128 left, Words128 right) => new(left.value + right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 operator -(Words128 left, Words128 right) => new(left.value - right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 operator &(Words128 left, Words128 right) => new(left.value & right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 operator ^(Words128 left, Words128 right) => new(left.value ^ right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes128 ToSingle() => new(Vector128.ConvertToSingle(value.AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes128 AsSingle() => new(value.AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> LowHalves(Vector128<uint> words) => words.AsUInt64() & Vector128.Create(0xFFFFFFFFUL);
}
