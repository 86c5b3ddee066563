using System.Collections.Immutable;
using System.Numerics;

namespace PurifyProofs.Model.Files;

/// <summary>Element types that are held and written; narrower ones of a file are widened to them.</summary>
public enum NpyElementType
{
    /// <summary>32-bit float, <c>&lt;f4</c>.</summary>
    SinglePrecision,

    /// <summary>64-bit float, <c>&lt;f8</c>.</summary>
    DoublePrecision,

    /// <summary>32-bit signed integer, <c>&lt;i4</c>.</summary>
    Integer32,

    /// <summary>64-bit signed integer, <c>&lt;i8</c>.</summary>
    Integer64,
}

/// <summary>An immutable array of any number of dimensions in row-major (C) order, as one <c>.npy</c> member holds it.</summary>
public sealed class NpyArray
{
    private readonly Array elements;
    private readonly string origin;

    private NpyArray(NpyElementType elementType, ImmutableArray<int> shape, Array elements, string origin)
    {
        ElementType = elementType;
        Shape = shape;
        (this.elements, this.origin) = (elements, origin);
    }

    /// <summary>Type of the elements.</summary>
    public NpyElementType ElementType { get; }

    /// <summary>Extent of each dimension: empty for a scalar, (n) for a vector, (rows, columns) for a matrix.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>Number of dimensions.</summary>
    public int Rank => Shape.Length;

    /// <summary>Number of elements, the product of the shape.</summary>
    public int Length => elements.Length;

    /// <summary>A scalar, [].</summary>
    public static NpyArray Scalar(double value) => Of([value], []);

    /// <summary>A vector, [n].</summary>
    public static NpyArray Vector(ReadOnlySpan<float> values) => Of(values, values.Length);

    /// <inheritdoc cref="Vector(ReadOnlySpan{float})"/>
    public static NpyArray Vector(ReadOnlySpan<double> values) => Of(values, values.Length);

    /// <summary>A matrix, [rows × columns], from its rows one after the other.</summary>
    /// <exception cref="ArgumentException">The number of values is not rows · columns.</exception>
    public static NpyArray Matrix(ReadOnlySpan<float> values, int rows, int columns) => Of(values, rows, columns);

    /// <inheritdoc cref="Matrix(ReadOnlySpan{float}, int, int)"/>
    public static NpyArray Matrix(ReadOnlySpan<double> values, int rows, int columns) => Of(values, rows, columns);

    /// <summary>An array of any supported element type, from its elements in row-major order.</summary>
    /// <exception cref="ArgumentException">The shape does not fit the number of values, or <typeparamref name="T"/> is not float, double,
    /// int or long.</exception>
    public static NpyArray Of<T>(ReadOnlySpan<T> values, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        RequireShape(shape, values.Length);
        return new NpyArray(ElementTypeOf<T>(), [.. shape], values.ToArray(), "The array");
    }

    /// <summary>The elements in row-major order as double, exactly.</summary>
    /// <exception cref="InvalidDataException">An integer beyond ±2⁵³ has no float64 of its value; one sentence.</exception>
    public double[] AsDoubles() => elements switch
    {
        float[] singles => Array.ConvertAll(singles, static value => (double)value),
        double[] doubles => [.. doubles],
        int[] integers => Array.ConvertAll(integers, static value => (double)value),
        _ => Array.ConvertAll((long[])elements, Exact),
    };

    /// <summary>The elements as they are stored.</summary>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> is not the element type.</exception>
    public ReadOnlySpan<T> Elements<T>()
        where T : unmanaged =>
        elements is T[] typed ? typed : throw new InvalidOperationException($"The array holds {ElementType}, not {typeof(T).Name}.");

    /// <summary>Element type and shape, for example <c>SinglePrecision (2, 3)</c>.</summary>
    public override string ToString() => $"{ElementType} ({string.Join(", ", Shape)})";

    /// <summary>Takes <paramref name="elements"/> over without a copy; nobody else may keep it.</summary>
    /// <param name="elements">In row-major order.</param>
    /// <param name="shape">Extents.</param>
    /// <param name="origin">Begins sentences about the array.</param>
    internal static NpyArray Adopt<T>(T[] elements, ImmutableArray<int> shape, string origin)
        where T : unmanaged => new(ElementTypeOf<T>(), shape, elements, origin);

    // 2⁶³ as a double is the value of no long, and casting it back would saturate.
    private double Exact(long value) =>
        (double)value is var converted && converted < long.MaxValue && (long)converted == value
            ? converted
            : throw new InvalidDataException($"{origin} holds {value}, which no float64 equals; round it to 53 bits and save again.");

    private static NpyElementType ElementTypeOf<T>() =>
        typeof(T) == typeof(float) ? NpyElementType.SinglePrecision
        : typeof(T) == typeof(double) ? NpyElementType.DoublePrecision
        : typeof(T) == typeof(int) ? NpyElementType.Integer32
        : typeof(T) == typeof(long) ? NpyElementType.Integer64
        : throw new ArgumentException($"Arrays of {typeof(T).Name} are not supported; use float, double, int or long.", nameof(T));

    private static void RequireShape(ReadOnlySpan<int> shape, int length)
    {
        BigInteger product = 1;
        foreach (int extent in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(extent, nameof(shape));
            product *= extent;
        }

        if (product != length)
        {
            throw new ArgumentException($"The shape asks for {product} values, {length} were given.", nameof(shape));
        }
    }
}
