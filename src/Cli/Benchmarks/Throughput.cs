using System.Diagnostics;

namespace PurifyProofs.Cli.Benchmarks;

/// <summary>How often something can be done in a second.</summary>
internal static class Throughput
{
    // Long enough for the compiler's second tier and for the clocks of the processor to settle.
    private const double WarmUpShare = 0.25;

    /// <summary>Calls <paramref name="work"/> with 0, 1, 2, … for a warm-up and then for the duration; the mean rate of the latter.</summary>
    public static double Measure(TimeSpan duration, Action<int> work)
    {
        int next = 0;
        Repeat(duration * WarmUpShare);
        return Repeat(duration);

        double Repeat(TimeSpan span)
        {
            int first = next;
            var elapsed = Stopwatch.StartNew();
            do
            {
                work(next++);
            }
            while (elapsed.Elapsed < span);
            return (next - first) / elapsed.Elapsed.TotalSeconds;
        }
    }
}
