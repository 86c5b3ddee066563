using System.Diagnostics.CodeAnalysis;

namespace PurifyProofs.Properties;

/// <summary>Equality of bits, so 0 is not −0; but every NaN is the same.</summary>
internal sealed class SameDouble : IEqualityComparer<double>
{
    /// <summary>The only one.</summary>
    public static SameDouble Comparer { get; } = new();

    /// <inheritdoc/>
    public bool Equals(double x, double y) =>
        double.IsNaN(x) ? double.IsNaN(y) : BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y);

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] double obj) => double.IsNaN(obj) ? 0 : obj.GetHashCode();
}
