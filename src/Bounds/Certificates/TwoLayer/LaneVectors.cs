using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>Operations on eight vectors side by side, element (j, lane) at 8j + lane.</summary>
internal static class LaneVectors
{
    private const int Lanes = LaneMatrix.Lanes;

    /// <summary>Shortens vectors that are longer than a radius.</summary>
    public static void Project(double[] vectors, Vector512<double> radius)
    {
        Vector512<double> factor = Vector512.Min(Vector512<double>.One, radius / (Norm(vectors) + Vector512.Create(1e-300)));
        for (int j = 0; j < vectors.Length; j += Lanes)
        {
            (factor * Load(vectors, j)).StoreUnsafe(ref vectors[j]);
        }
    }

    /// <summary>Copies the chosen lanes.</summary>
    public static void Blend(Vector512<double> chosen, double[] source, double[] target)
    {
        if (Vector512.EqualsAll(chosen.AsInt64(), Vector512<long>.Zero))
        {
            return;
        }

        for (int k = 0; k < source.Length; k += Lanes)
        {
            Vector512.ConditionalSelect(chosen, Load(source, k), Load(target, k)).StoreUnsafe(ref target[k]);
        }
    }

    /// <summary>‖v‖ of every lane.</summary>
    public static Vector512<double> Norm(double[] vectors) => Vector512.Sqrt(SumOfSquares(vectors));

    /// <summary>‖v‖² of every lane.</summary>
    public static Vector512<double> SumOfSquares(double[] vectors)
    {
        Vector512<double> sum = default;
        for (int j = 0; j < vectors.Length; j += Lanes)
        {
            Vector512<double> value = Load(vectors, j);
            sum += value * value;
        }

        return sum;
    }

    /// <summary>The element of eight vectors that starts at an offset.</summary>
    public static Vector512<double> Load(double[] vectors, int offset) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(vectors), (nuint)offset);
}
