using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Cli.Benchmarks;

/// <summary>
/// What main memory gives when nothing is computed: the other ceiling that kernels are compared with. The triad
/// a = b + q c of the STREAM benchmark (J. D. McCalpin, IEEE TCCA Newsletter, 1995) over arrays no cache holds.
/// </summary>
public static unsafe class MemoryBandwidth
{
    private const int Arrays = 3;

    // 128 MiB an array, 384 together: beyond the last cache of all but the largest servers.
    private const int Length = 1 << 25;

    // Enough pieces that a thread that is interrupted leaves its share to the others, each long enough for the prefetchers.
    private const int Piece = 1 << 17;

    private const float Factor = 3;
    private const float Addend = 2;

    /// <summary>
    /// The best of as many rounds as fit into <paramref name="duration"/>, at least two, in GB/s over all threads. A round
    /// counts 12 bytes an element: b and c read, a written. The stores bypass the caches, so a is not read before.
    /// </summary>
    /// <exception cref="ArithmeticException">The result is not that of the triad, so nothing can have been measured.</exception>
    public static double Measure(int threads, TimeSpan duration)
    {
        using var pool = new WorkerPool(threads);
        float* memory = (float*)NativeMemory.AlignedAlloc((nuint)Arrays * Length * sizeof(float), 64);
        try
        {
            return Measure(pool, memory, duration);
        }
        finally
        {
            NativeMemory.AlignedFree(memory);
        }
    }

    /// <summary>a_i = b_i + q c_i for <paramref name="length"/> elements, a multiple of <see cref="Matrix.Lanes"/>; all three aligned to 64 bytes.</summary>
    internal static void Triad(float* a, float* b, float* c, float factor, int length)
    {
        // One path for every processor: memory is slower than even the narrowest vectors.
        var q = new Vector<float>(factor);
        for (int i = 0; i < length; i += Vector<float>.Count)
        {
            Vector.MultiplyAddEstimate(Vector.LoadAligned(c + i), q, Vector.LoadAligned(b + i)).StoreAlignedNonTemporal(a + i);
        }
    }

    private static double Measure(WorkerPool pool, float* a, TimeSpan duration)
    {
        float* b = a + Length;
        float* c = b + Length;
        Action<int, int> triad = (piece, _) =>
        {
            nint first = (nint)piece * Piece;
            Triad(a + first, b + first, c + first, Factor, Piece);
        };
        Touch(pool, a, b, c);
        double best = double.PositiveInfinity;
        var total = Stopwatch.StartNew();
        for (int round = 0; round < 2 || total.Elapsed < duration; round++)
        {
            long start = Stopwatch.GetTimestamp();
            pool.Run(Length / Piece, triad);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        RequireTriad(a);
        return (double)Arrays * sizeof(float) * Length / best / 1e9;
    }

    // Every page is touched once, and by the threads that will use it, so that no round pays for that.
    private static void Touch(WorkerPool pool, float* a, float* b, float* c) => pool.Run(Length / Piece, (piece, _) =>
    {
        nint first = (nint)piece * Piece;
        new Span<float>(a + first, Piece).Clear();
        new Span<float>(b + first, Piece).Fill(piece);
        new Span<float>(c + first, Piece).Fill(Addend);
    });

    private static void RequireTriad(float* a)
    {
        for (int piece = 0; piece < Length / Piece; piece++)
        {
            float expected = piece + (Factor * Addend);
            if (a[(nint)piece * Piece] != expected || a[((nint)(piece + 1) * Piece) - 1] != expected)
            {
                throw new ArithmeticException("The triad over main memory gave a wrong sum.");
            }
        }
    }
}
