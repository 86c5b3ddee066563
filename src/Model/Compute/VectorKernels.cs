using System.Runtime.Intrinsics;

namespace PurifyProofs.Model.Compute;

/// <summary>Elementwise kernels over padded rows (lengths are multiples of 16).</summary>
internal static unsafe class VectorKernels
{
    /// <summary>‖v‖².</summary>
    public static float SquaredNorm(float* vector, int length)
    {
        Vector512<float> sum = default;
        for (int i = 0; i < length; i += Matrix.Lanes)
        {
            Vector512<float> v = Vector512.Load(vector + i);
            sum = Vector512.MultiplyAddEstimate(v, v, sum);
        }

        return Vector512.Sum(sum);
    }

    /// <summary>⟨left, right⟩.</summary>
    public static float Dot(float* left, float* right, int length)
    {
        Vector512<float> sum = default;
        for (int i = 0; i < length; i += Matrix.Lanes)
        {
            sum = Vector512.MultiplyAddEstimate(Vector512.Load(left + i), Vector512.Load(right + i), sum);
        }

        return Vector512.Sum(sum);
    }

    /// <summary>target = scale · target + factor · source.</summary>
    public static void ScaleAndAdd(float* target, float scale, float* source, float factor, int length)
    {
        for (int i = 0; i < length; i += Matrix.Lanes)
        {
            ((Vector512.Load(target + i) * scale) + (Vector512.Load(source + i) * factor)).Store(target + i);
        }
    }

    /// <summary>target = left + right.</summary>
    public static void Add(float* left, float* right, float* target, int length)
    {
        for (int i = 0; i < length; i += Matrix.Lanes)
        {
            (Vector512.Load(left + i) + Vector512.Load(right + i)).Store(target + i);
        }
    }

    /// <summary>Shortens the vector to norm <paramref name="radius"/> when it is longer.</summary>
    public static void ProjectToBall(float* vector, float radius, int length)
    {
        float norm = MathF.Sqrt(SquaredNorm(vector, length));
        if (norm > radius)
        {
            ScaleAndAdd(vector, radius / norm, vector, 0, length);
        }
    }
}
