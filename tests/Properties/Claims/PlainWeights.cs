using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Properties.Claims;

/// <summary>What FP-1 and FP-5 say of the weights of an instance, computed again in plain loops over float64.</summary>
internal sealed class PlainWeights
{
    private readonly double[][] initial;
    private readonly double[][] features;
    private readonly double[] mixture;

    private PlainWeights(double[][] initial, double[][] clean, double[][] purified, double[][] features, double[] mixture) =>
        (this.initial, Clean, Purified, this.features, this.mixture) = (initial, clean, purified, features, mixture);

    /// <summary>After clean training [m][d].</summary>
    public double[][] Clean { get; }

    /// <summary>After adversarial training by FGM [m][d].</summary>
    public double[][] Purified { get; }

    /// <summary>The networks of an instance; those that are stored are read.</summary>
    public static PlainWeights Of(SparseCodingContext context)
    {
        using SymmetricReluNetwork initial = context.InitialNetwork(), clean = context.CleanNetwork(0, 1).Network;
        using SymmetricReluNetwork purified = context.AdversarialNetwork().Network;
        return new PlainWeights(
            Rows(initial.Weights),
            Rows(clean.Weights),
            Rows(purified.Weights),
            Rows(context.Distribution.Dictionary),
            context.Distribution.DenseMixture);
    }

    /// <summary>Whether the median |cos(w⁰, w)| is below ε and the median number of features below √d.</summary>
    public bool Forgets(double[][] weights, int dimension)
    {
        double correlation = Median(initial.Zip(weights, static (start, end) => Math.Abs(Cosine(start, end))));
        double count = Median(weights.Select(FeatureCount));
        double scale = Math.Sqrt(2 * Math.Min(count, 4) * Math.Log((double)weights.Length * dimension) / dimension);
        return correlation < scale && count < Math.Sqrt(dimension);
    }

    /// <summary>Of all neurons, those with cos(w, w') above 1/√2.</summary>
    public double ShareOfPurifiedNeurons() =>
        Clean.Zip(Purified, Cosine).Count(static cosine => cosine > Math.Sqrt(0.5)) / (double)Clean.Length;

    // (Σc²)²/Σc⁴ of the coordinates without the part along u; a dead neuron counts as holding all.
    private double FeatureCount(double[] weights)
    {
        double along = Dot(weights, mixture);
        double[] rest = [.. weights.Zip(mixture, (w, u) => w - (along * u))];
        double[] squares = [.. features.Select(feature => Math.Pow(Dot(feature, rest), 2))];
        double fourths = squares.Sum(static square => square * square);
        return fourths > 0 ? Math.Pow(squares.Sum(), 2) / fourths : features.Length;
    }

    private static double Cosine(double[] a, double[] b)
    {
        double norms = Math.Sqrt(Dot(a, a) * Dot(b, b));
        return norms > 0 ? Dot(a, b) / norms : 0;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int j = 0; j < a.Length; j++)
        {
            sum += a[j] * b[j];
        }

        return sum;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static double[][] Rows(Matrix matrix) => [.. Enumerable.Range(0, matrix.Rows).Select(i => Float64.Of(matrix.Row(i)))];
}
