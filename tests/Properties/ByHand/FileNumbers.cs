using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Files;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Properties.ByHand;

/// <summary>
/// Float64 networks and points whose rounding to float32 matters: the points lie far out along a direction that every neuron all but
/// cancels, and the radius is near the distance at which the label turns.
/// </summary>
/// <param name="Dimension">d.</param>
/// <param name="Width">m.</param>
/// <param name="Smoothing">Law of the smoothing noise.</param>
/// <param name="Offset">How far out the points lie.</param>
/// <param name="Rounded">Which of points and network are in float64: 1 the points, 2 the network, 3 both.</param>
/// <param name="Seed">Seed of everything.</param>
internal sealed record FileNumbers(int Dimension, int Width, Smoothing Smoothing, double Offset, int Rounded, int Seed)
{
    public const int PointCount = 4;

    public static Gen<FileNumbers> Any { get; } =
        from dimension in Gen.Choose(2, 5)
        from width in Gen.Choose(1, 4)
        from smoothing in Gen.Elements(Enum.GetValues<Smoothing>())
        from offset in Gen.Elements(0.0, 10, 1000, 1e5)
        from rounded in Gen.Choose(1, 3)
        from seed in Gen.Choose(0, int.MaxValue)
        select new FileNumbers(dimension, width, smoothing, offset, rounded, seed);

    /// <summary>Writes both files and returns a radius near that of the first point.</summary>
    public double Write(string weightsPath, string pointsPath)
    {
        var random = new System.Random(Seed);
        double[] weights = Rows(random, Width, 0);
        double[] points = Rows(random, PointCount, Offset);
        double[] bias = [.. Enumerable.Range(0, Width).Select(_ => random.Next(2) * 0.2 * random.NextDouble())];
        double[] width = [.. Enumerable.Range(0, Width).Select(_ => random.Next(2) * 0.3 * random.NextDouble())];
        double scale = (random.Next(2) == 0 ? -1 : 1) * (0.1 + random.NextDouble());
        NpzArchive.Write(weightsPath, new Dictionary<string, NpyArray>
        {
            ["W"] = Array(weights, (Rounded & 2) != 0, Width, Dimension),
            ["b"] = Array(bias, (Rounded & 2) != 0, Width),
            ["s"] = Array(width, (Rounded & 2) != 0, Width),
            ["a"] = NpyArray.Scalar((Rounded & 2) != 0 ? scale : (float)scale),
            ["smoothing"] = NpyArray.Scalar((int)Smoothing),
        });
        NpzArchive.Write(pointsPath, new Dictionary<string, NpyArray>
        {
            ["X"] = Array(points, (Rounded & 1) != 0, PointCount, Dimension),
            ["y"] = NpyArray.Vector(new float[PointCount].Select((_, i) => i % 2 == 0 ? 1f : -1f).ToArray()),
        });
        using ReadNetwork network = NetworkFile.Read(NpzArchive.Read(weightsPath));
        double[] x = points[..Dimension];
        var gradient = new double[Dimension];
        network.Exact.InputGradient(x, gradient);
        double slope = Math.Sqrt(gradient.Sum(static value => value * value));
        double closeness = 1 + ((random.NextDouble() - 0.5) * 1e-7 * (1 + Offset));
        return slope == 0 ? 0.1 : Math.Max(1e-3, Math.Abs(network.Exact.Output(x)) / slope * closeness);
    }

    // Coordinates that sum to 0, but for an offset that neurons do not see then.
    private double[] Rows(System.Random random, int count, double offset) => [.. Enumerable.Range(0, count).SelectMany(_ =>
    {
        double[] row = [.. Enumerable.Range(0, Dimension).Select(_ => random.NextDouble() - 0.5)];
        double mean = row.Average();
        return row.Select(value => value - mean + offset);
    })];

    private static NpyArray Array(double[] values, bool exact, params int[] shape) =>
        exact ? NpyArray.Of<double>(values, shape) : NpyArray.Of<float>([.. values.Select(static value => (float)value)], shape);
}
