namespace PurifyProofs.Bounds.Confidence;

/// <summary>The median of a sample.</summary>
public static class SampleMedian
{
    /// <summary>The middle value, the mean of the two middle values for an even count, not a number for none.</summary>
    public static double Of(IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
