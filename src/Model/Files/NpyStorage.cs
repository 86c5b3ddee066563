namespace PurifyProofs.Model.Files;

/// <summary>
/// How the elements of a <c>.npy</c> member are stored, as NumPy's <c>dtype.str</c> describes it: <c>&lt;f4</c>, <c>|b1</c>, <c>&gt;i8</c>.
/// </summary>
/// <param name="Kind"><c>b</c> Boolean, <c>i</c> signed and <c>u</c> unsigned integers, <c>f</c> floating point.</param>
/// <param name="Size">Bytes of one element.</param>
/// <param name="BigEndian">Whether the most significant byte comes first.</param>
internal readonly record struct NpyStorage(char Kind, int Size, bool BigEndian)
{
    /// <summary>How a type is written.</summary>
    public static NpyStorage Of(NpyElementType type) => type switch
    {
        NpyElementType.SinglePrecision => new('f', 4, false),
        NpyElementType.DoublePrecision => new('f', 8, false),
        NpyElementType.Integer32 => new('i', 4, false),
        _ => new('i', 8, false),
    };

    /// <summary>Reads a description of plain numbers.</summary>
    /// <exception cref="MalformedArrayException">It describes something else, or numbers that no type here holds.</exception>
    public static NpyStorage Parse(string description)
    {
        string type = description.TrimStart('<', '>', '|', '=');
        bool isKnown = type is "b1" or "i1" or "u1" or "i2" or "u2" or "f2" or "i4" or "u4" or "f4" or "i8" or "u8" or "f8";
        return isKnown && description.Length - type.Length <= 1
            ? new NpyStorage(type[0], type[1] - '0', description[0] == '>')
            : throw new MalformedArrayException(
                $"has elements of type '{description}' where numbers are needed; convert it with astype('<f8') and save again");
    }

    /// <summary>The description.</summary>
    public override string ToString() => $"{(Size == 1 ? '|' : BigEndian ? '>' : '<')}{Kind}{Size}";
}
