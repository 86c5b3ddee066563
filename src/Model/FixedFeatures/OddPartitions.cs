namespace PurifyProofs.Model.FixedFeatures;

/// <summary>Partitions of odd numbers: each stands for a product of power sums of odd total degree.</summary>
internal static class OddPartitions
{
    /// <summary>The partitions of 1, 3, 5, … up to <paramref name="degree"/>, parts in falling order; 1, 4, 11, 26 for degrees 1, 3, 5, 7.</summary>
    public static int[][] UpTo(int degree) => [.. Enumerable.Range(1, degree).Where(int.IsOddInteger).SelectMany(sum => Of(sum, sum))];

    private static IEnumerable<int[]> Of(int sum, int largest)
    {
        if (sum == 0)
        {
            yield return [];
        }

        for (int part = Math.Min(sum, largest); part >= 1; part--)
        {
            foreach (int[] rest in Of(sum - part, part))
            {
                yield return [part, .. rest];
            }
        }
    }
}
