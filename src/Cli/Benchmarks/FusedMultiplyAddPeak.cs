using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Cli.Benchmarks;

/// <summary>
/// What the processor's multiply–add units give when nothing touches memory: the ceiling that kernels are compared with.
/// Ten independent sums cover the latency of an instruction (4 cycles) times the instructions a cycle (2).
/// </summary>
public static class FusedMultiplyAddPeak
{
    private const int Sums = 10;
    private const int Rounds = 2_000_000;

    /// <summary>The best of as many rounds as fit into <paramref name="duration"/>, at least one, in GFLOP/s over all threads; a multiply–add counts two.</summary>
    public static double Measure(int threads, TimeSpan duration)
    {
        using var pool = new WorkerPool(threads);
        var results = new float[threads];
        var total = Stopwatch.StartNew();
        double best = 0;
        do
        {
            long start = Stopwatch.GetTimestamp();
            pool.Run(threads, (item, _) => results[item] = Vector512.IsHardwareAccelerated ? Wide(Rounds) : Narrow(Rounds));
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            best = Math.Max(best, 2.0 * Sums * Lanes * Rounds * threads / seconds / 1e9);
        }
        while (total.Elapsed < duration);

        // The factor is below 1, so every sum tends to its fixed point 1; anything else means that nothing was computed.
        return results.All(result => Math.Abs(result - (Sums * Lanes)) < 1)
            ? best
            : throw new ArithmeticException("The multiply–add loop gave a wrong sum.");
    }

    private static int Lanes => Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector256<float>.Count;

    // Sums are named locals because only those are kept in registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Wide(int rounds)
    {
        Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default;
        Vector512<float> s5 = default, s6 = default, s7 = default, s8 = default, s9 = default;
        Vector512<float> factor = Vector512.Create(0.5f);
        for (int round = 0; round < rounds; round++)
        {
            s0 = Vector512.MultiplyAddEstimate(s0, factor, factor);
            s1 = Vector512.MultiplyAddEstimate(s1, factor, factor);
            s2 = Vector512.MultiplyAddEstimate(s2, factor, factor);
            s3 = Vector512.MultiplyAddEstimate(s3, factor, factor);
            s4 = Vector512.MultiplyAddEstimate(s4, factor, factor);
            s5 = Vector512.MultiplyAddEstimate(s5, factor, factor);
            s6 = Vector512.MultiplyAddEstimate(s6, factor, factor);
            s7 = Vector512.MultiplyAddEstimate(s7, factor, factor);
            s8 = Vector512.MultiplyAddEstimate(s8, factor, factor);
            s9 = Vector512.MultiplyAddEstimate(s9, factor, factor);
        }

        return Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Narrow(int rounds)
    {
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default;
        Vector256<float> s5 = default, s6 = default, s7 = default, s8 = default, s9 = default;
        Vector256<float> factor = Vector256.Create(0.5f);
        for (int round = 0; round < rounds; round++)
        {
            s0 = Vector256.MultiplyAddEstimate(s0, factor, factor);
            s1 = Vector256.MultiplyAddEstimate(s1, factor, factor);
            s2 = Vector256.MultiplyAddEstimate(s2, factor, factor);
            s3 = Vector256.MultiplyAddEstimate(s3, factor, factor);
            s4 = Vector256.MultiplyAddEstimate(s4, factor, factor);
            s5 = Vector256.MultiplyAddEstimate(s5, factor, factor);
            s6 = Vector256.MultiplyAddEstimate(s6, factor, factor);
            s7 = Vector256.MultiplyAddEstimate(s7, factor, factor);
            s8 = Vector256.MultiplyAddEstimate(s8, factor, factor);
            s9 = Vector256.MultiplyAddEstimate(s9, factor, factor);
        }

        return Vector256.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9);
    }
}
