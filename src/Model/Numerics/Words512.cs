using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PurifyProofs.Model.Numerics;

/// <summary>16 words: one 512-bit register.</summary>
internal readonly struct Words512(Vector512<uint> value) : IWordLanes<Words512, Lanes512>
{
    private readonly Vector512<uint> value = value;

    public static Words512 Indices => new(Vector512<uint>.Indices);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 Broadcast(uint word) => new(Vector512.Create(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 BitsOf(Lanes512 value) => new(value.Value.AsUInt32());

    // The product of full 64-bit words that the portable form asks for takes three multiplications on x86.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 MultiplyEven(Words512 left, Words512 right) => Avx512F.IsSupported
        ? new(Avx512F.Multiply(left.value, right.value).AsUInt32())
        : new((LowHalves(left.value) * LowHalves(right.value)).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 OddToEven(Words512 words) => new((words.value.AsUInt64() >>> 32).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 Interleave(Words512 even, Words512 odd) =>
        new((LowHalves(even.value) | (odd.value.AsUInt64() << 32)).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 ShiftRightSigned(Words512 words, int count) => new((words.value.AsInt32() >> count).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 operator <<(Words512 words, int count) => new(words.value << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 operator >>>(Words512 words, int count) => new(words.value >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 operator +(Words512 left, Words512 right) => new(left.value + right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 operator -(Words512 left, Words512 right) => new(left.value - right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 operator &(Words512 left, Words512 right) => new(left.value & right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 operator ^(Words512 left, Words512 right) => new(left.value ^ right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes512 ToSingle() => new(Vector512.ConvertToSingle(value.AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes512 AsSingle() => new(value.AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> LowHalves(Vector512<uint> words) => words.AsUInt64() & Vector512.Create(0xFFFFFFFFUL);
}
