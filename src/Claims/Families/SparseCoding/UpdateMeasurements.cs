using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>
/// The pictures of purification: what adversarial training did to the weights, in dictionary coordinates and in singular values. No
/// claim reads them. Values are rounded to what a picture shows, since they are the longest series of the ledger.
/// </summary>
internal static class UpdateMeasurements
{
    private const int MostRanks = 48;
    private const int MostSingularValues = 32;
    private const int Decimals = 4;

    /// <summary>Singular values of what adversarial training changed.</summary>
    public static Measurement OfSpectrum(string name, SymmetricReluNetwork clean, SymmetricReluNetwork trained) =>
        new(EvidenceKeys.UpdateSpectrum(name), Series: Spectrum(clean, trained));

    /// <summary>Weights before and after, in dictionary coordinates.</summary>
    public static IEnumerable<Measurement> OfCoordinates(string name, SymmetricReluNetwork clean, SymmetricReluNetwork trained, SparseCodingDistribution distribution)
    {
        double[][] before = Coordinates(clean, distribution), after = Coordinates(trained, distribution);
        int typical = TypicalNeuron(clean, trained);
        yield return new(EvidenceKeys.CoordinatesBefore(name), Series: Profile(before));
        yield return new(EvidenceKeys.CoordinatesAfter(name), Series: Profile(after));
        yield return new(EvidenceKeys.TypicalNeuronBefore(name), Series: Signed(before[typical], distribution.Teacher));
        yield return new(EvidenceKeys.TypicalNeuronAfter(name), Series: Signed(after[typical], distribution.Teacher));
    }

    // [m][D]: ⟨M_j, w_i⟩/‖w_i‖; zeros for a dead neuron.
    private static double[][] Coordinates(SymmetricReluNetwork network, SparseCodingDistribution distribution)
    {
        var coordinates = new double[network.Weights.Rows][];
        Parallel.For(0, coordinates.Length, i =>
        {
            double[] weights = WeightStatistics.ToDouble(network.Weights.Row(i));
            double norm = TensorPrimitives.Norm<double>(weights);
            coordinates[i] = new double[distribution.Dictionary.Rows];
            for (int j = 0; j < coordinates[i].Length && norm > 0; j++)
            {
                coordinates[i][j] = TensorPrimitives.Dot<double>(WeightStatistics.ToDouble(distribution.Dictionary.Row(j)), weights) / norm;
            }
        });
        return coordinates;
    }

    private static SeriesPoint[] Profile(double[][] coordinates)
    {
        double[][] sorted = [.. coordinates.Select(static neuron => neuron.Select(Math.Abs).OrderDescending().ToArray())];
        int ranks = sorted[0].Length;
        return [.. Ranks(ranks).Select(rank => new SeriesPoint(rank + 1, Round(SampleMedian.Of([.. sorted.Select(neuron => neuron[rank])]))))];
    }

    // The first ones matter one by one, the tail by its height.
    private static IEnumerable<int> Ranks(int count) => Enumerable.Range(0, MostRanks)
        .Select(index => (int)Math.Round(Math.Pow(count, (double)index / (MostRanks - 1))) - 1)
        .Distinct();

    private static SeriesPoint[] Signed(double[] neuron, double[] teacher) =>
        [.. neuron.Select((coordinate, j) => new SeriesPoint(j + 1, Round(Math.Sign(teacher[j]) * coordinate)))];

    private static int TypicalNeuron(SymmetricReluNetwork clean, SymmetricReluNetwork trained)
    {
        double[] cosines = WeightStatistics.RowCosines(clean.Weights, trained.Weights);
        return Enumerable.Range(0, cosines.Length).OrderBy(i => cosines[i]).ElementAt((cosines.Length - 1) / 2);
    }

    private static SeriesPoint[] Spectrum(SymmetricReluNetwork clean, SymmetricReluNetwork trained)
    {
        int dimension = clean.Weights.Columns;
        double[][] update = [.. Enumerable.Range(0, clean.Weights.Rows).Select(i =>
        {
            double[] row = WeightStatistics.ToDouble(trained.Weights.Row(i));
            TensorPrimitives.Subtract<double>(row, WeightStatistics.ToDouble(clean.Weights.Row(i)), row);
            return row;
        })];
        Matrix<double> gram = Matrix<double>.Build.DenseOfRowArrays(RemovedPart.Gram(update, dimension));
        double[] squares = [.. gram.Evd(Symmetricity.Symmetric).EigenValues.Select(static value => Math.Max(0, value.Real)).OrderDescending()];
        double total = squares.Sum();
        return [.. squares.Take(MostSingularValues).Select((square, index) => new SeriesPoint(index + 1, Round(total > 0 ? Math.Sqrt(square / total) : 0)))];
    }

    private static double Round(double value) => Math.Round(value, Decimals);
}
