using System.Numerics.Tensors;
using MathNet.Numerics;

namespace PurifyProofs.Bounds.Confidence;

/// <summary>
/// The rank-sum test of two samples (F. Wilcoxon, Biometrics Bulletin 1, 1945; H. B. Mann and D. R. Whitney, Ann. Math. Stat. 18,
/// 1947), exact under exchangeability whatever the law of the values: ties share their mean rank, and the rank sum is compared
/// with all ways to deal the pooled ranks to the two samples.
/// </summary>
public static class RankSum
{
    /// <summary>Beyond so many values in all the number of ways leaves the range of a double.</summary>
    public const int MostValues = 1000;

    /// <summary>
    /// The chance, when both samples are of one law, that the second ranks as low as it does or lower. 1 when either is empty.
    /// </summary>
    /// <param name="first">The values of the first sample, all finite.</param>
    /// <param name="second">The values of the second sample, all finite.</param>
    /// <exception cref="ArgumentException">A value is not finite, or there are more than <see cref="MostValues"/>.</exception>
    public static double LowerTail(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        double[] pooled = [.. first, .. second];
        if (pooled.Length > MostValues || !pooled.All(double.IsFinite))
        {
            throw new ArgumentException($"The rank-sum test takes at most {MostValues} finite values.");
        }

        return first.Count == 0 || second.Count == 0 ? 1 : Tail(DoubledRanks(pooled), first.Count);
    }

    /// <summary>The smallest tail two samples of these sizes can have without ties: below it the test can tell nothing.</summary>
    public static double SmallestTail(int first, int second) => Math.Exp(-SpecialFunctions.BinomialLn(first + second, first));

    // Of the two samples the smaller is dealt: its sum decides the other's. Low ranks of the second are high ones of the first.
    private static double Tail(int[] ranks, int first)
    {
        int second = ranks.Length - first;
        int reflection = ranks.Length + 1;
        bool dealSecond = second <= first;
        int[] dealt = dealSecond ? ranks : Array.ConvertAll(ranks, rank => (2 * reflection) - rank);
        int observed = (dealSecond ? dealt.AsSpan(first) : dealt.AsSpan(0, first)).ToArray().Sum();
        double ways = WaysUpTo(dealt, Math.Min(first, second), observed);
        return Math.Min(1, Math.Exp(Math.Log(ways) - SpecialFunctions.BinomialLn(ranks.Length, first)));
    }

    // ways[j][s] is in how many ways j of the ranks so far have the sum s. Of the lowest k ranks j have a sum between those of the j lowest
    // and of the j highest of them, and where too few are left to reach the count nothing is lost.
    private static double WaysUpTo(int[] ranks, int count, int sum)
    {
        int[] ascending = [.. ranks.Order()];
        var upTo = new int[ascending.Length + 1];
        for (int index = 0; index < ascending.Length; index++)
        {
            upTo[index + 1] = upTo[index] + ascending[index];
        }

        double[][] ways = [.. Enumerable.Range(0, count + 1).Select(_ => new double[sum + 1])];
        ways[0][0] = 1;
        for (int k = 1; k <= ascending.Length; k++)
        {
            int rank = ascending[k - 1];
            for (int j = Math.Min(count, k); j >= Math.Max(1, count - ascending.Length + k); j--)
            {
                int lowest = upTo[j - 1], highest = Math.Min(sum - rank, upTo[k - 1] - upTo[k - j]);
                if (lowest <= highest)
                {
                    Span<double> target = ways[j].AsSpan(lowest + rank, highest - lowest + 1);
                    TensorPrimitives.Add<double>(target, ways[j - 1].AsSpan(lowest, target.Length), target);
                }
            }
        }

        return ways[count].Sum();
    }

    // Twice the mean rank is a whole number.
    private static int[] DoubledRanks(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(index => values[index])];
        var ranks = new int[values.Length];
        for (int start = 0, end; start < order.Length; start = end)
        {
            end = start + 1;
            while (end < order.Length && values[order[end]] == values[order[start]])
            {
                end++;
            }

            for (int place = start; place < end; place++)
            {
                ranks[order[place]] = start + end + 1;
            }
        }

        return ranks;
    }
}
