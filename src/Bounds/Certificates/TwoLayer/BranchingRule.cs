namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>Which neuron of a box to split, and where.</summary>
internal static class BranchingRule
{
    // A split closer to an end than this share of the range gains too little.
    private const double LeastShare = 0.05;

    /// <summary>
    /// The neuron whose envelope lies farthest below it, split in its concave part; where no envelope lies below, the one with the
    /// widest concave part, else the widest range.
    /// </summary>
    public static (int Neuron, double At) Choose(CertifiableNetwork network, NeuronBox box, double[] gaps, double[] preactivations)
    {
        int neuron = ArgMax(gaps);
        if (gaps[neuron] < 1e-9)
        {
            double[] concave = [.. gaps.Select((_, i) => ConcaveOverlap(network, box, preactivations[i], i))];
            neuron = ArgMax(concave);
            if (concave[neuron] <= 1e-9)
            {
                neuron = ArgMax([.. gaps.Select((_, i) => box.High[i] - box.Low[i])]);
            }
        }

        return (neuron, SplitPoint(network, box, preactivations[neuron], neuron));
    }

    // h is concave on −b−s … −|b−s| (for a < 0, on the mirrored part).
    private static (double Start, double End) ConcavePart(CertifiableNetwork network, double preactivation, int i)
    {
        double outer = network.Bias[i] + network.SmoothingWidth[i], inner = Math.Abs(network.Bias[i] - network.SmoothingWidth[i]);
        return network.OutputScale >= 0 ? (-outer - preactivation, -inner - preactivation) : (inner - preactivation, outer - preactivation);
    }

    // A kink inside the range counts by its distance from the nearer end.
    private static double ConcaveOverlap(CertifiableNetwork network, NeuronBox box, double preactivation, int i)
    {
        (double start, double end) = ConcavePart(network, preactivation, i);
        double overlap = Math.Min(end, box.High[i]) - Math.Max(start, box.Low[i]);
        double kink = Math.Min(start - box.Low[i], box.High[i] - start);
        return start == end ? kink : overlap;
    }

    private static double SplitPoint(CertifiableNetwork network, NeuronBox box, double preactivation, int i)
    {
        (double start, double end) = ConcavePart(network, preactivation, i);
        double middle = 0.5 * (Math.Clamp(start, box.Low[i], box.High[i]) + Math.Clamp(end, box.Low[i], box.High[i]));
        double least = start == end ? 0 : LeastShare * (box.High[i] - box.Low[i]);
        return middle > box.Low[i] + least && middle < box.High[i] - least ? middle : 0.5 * (box.Low[i] + box.High[i]);
    }

    private static int ArgMax(double[] values) => Array.IndexOf(values, values.Max());
}
