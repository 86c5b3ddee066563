using System.Numerics.Tensors;

namespace PurifyProofs.Model.Numerics;

/// <summary>Elementwise kernels over rows of native memory.</summary>
internal static unsafe class VectorKernels
{
    /// <summary>‖v‖².</summary>
    public static float SquaredNorm(float* vector, int length) => TensorPrimitives.SumOfSquares(new ReadOnlySpan<float>(vector, length));

    /// <summary>⟨left, right⟩.</summary>
    public static float Dot(float* left, float* right, int length) =>
        TensorPrimitives.Dot(new ReadOnlySpan<float>(left, length), new ReadOnlySpan<float>(right, length));

    /// <summary>target += factor · source.</summary>
    public static void AddScaled(float* target, float* source, float factor, int length) =>
        TensorPrimitives.MultiplyAddEstimate(new ReadOnlySpan<float>(source, length), factor, new ReadOnlySpan<float>(target, length), new Span<float>(target, length));

    /// <summary>target *= factor.</summary>
    public static void Scale(float* target, float factor, int length) =>
        TensorPrimitives.Multiply(new ReadOnlySpan<float>(target, length), factor, new Span<float>(target, length));

    /// <summary>target = factor · source.</summary>
    public static void Scale(float* source, float factor, float* target, int length) =>
        TensorPrimitives.Multiply(new ReadOnlySpan<float>(source, length), factor, new Span<float>(target, length));
}
