namespace PurifyProofs.Model.Numerics;

/// <summary>A vector register of 32-bit words, as wide as <typeparamref name="TLanes"/>; neighbours 2i and 2i + 1 are a pair.</summary>
internal interface IWordLanes<TSelf, TLanes>
    where TSelf : unmanaged, IWordLanes<TSelf, TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>0, 1, 2, …</summary>
    static abstract TSelf Indices { get; }

    /// <summary>The same word in every lane.</summary>
    static abstract TSelf Broadcast(uint word);

    /// <summary>The bits of floats.</summary>
    static abstract TSelf BitsOf(TLanes value);

    /// <summary>The 64-bit products of the even lanes, each in its pair; odd lanes count for nothing.</summary>
    static abstract TSelf MultiplyEven(TSelf left, TSelf right);

    /// <summary>Odd lanes moved to the even lane of their pair; odd lanes become 0.</summary>
    static abstract TSelf OddToEven(TSelf words);

    /// <summary>Even lanes of both, those of <paramref name="odd"/> moved to the odd lanes.</summary>
    static abstract TSelf Interleave(TSelf even, TSelf odd);

    /// <summary>The words as signed integers, halved <paramref name="count"/> times and rounded down.</summary>
    static abstract TSelf ShiftRightSigned(TSelf words, int count);

    static abstract TSelf operator <<(TSelf words, int count);

    static abstract TSelf operator >>>(TSelf words, int count);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator &(TSelf left, TSelf right);

    static abstract TSelf operator ^(TSelf left, TSelf right);

    /// <summary>The words as signed integers, rounded to floats.</summary>
    TLanes ToSingle();

    /// <summary>The floats that have these bits.</summary>
    TLanes AsSingle();
}
