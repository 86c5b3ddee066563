using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Files;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Properties.ByHand;

/// <summary>A plain ReLU network with dead regions and correctly labelled points; everything follows from sizes and seed.</summary>
/// <param name="Dimension">d.</param>
/// <param name="Width">m.</param>
/// <param name="Count">n.</param>
/// <param name="HasPlateaus">Whether every neuron has a copy that cancels it from some place on.</param>
/// <param name="Seed">Seed of the numbers.</param>
internal sealed record KinkedCase(int Dimension, int Width, int Count, bool HasPlateaus, int Seed)
{
    /// <summary>Small ones.</summary>
    public static Gen<KinkedCase> Any { get; } =
        from dimension in Gen.Choose(2, 16)
        from width in Gen.OneOf(Gen.Choose(1, 16), Gen.Choose(17, 40))
        from plateaus in Gen.Elements(true, false)
        from seed in Gen.Choose(0, int.MaxValue)
        select new KinkedCase(dimension, width, 12, plateaus, seed);

    /// <summary>A radius at which some points of most cases stand and some fall.</summary>
    public double Radius => 0.35 + (0.35 * new System.Random(Seed ^ 0x0B).NextDouble());

    /// <summary>One whose sizes follow from the seed as well.</summary>
    public static KinkedCase Of(int seed)
    {
        var random = new System.Random(seed);
        return new KinkedCase(random.Next(3, 33), random.Next(4, 97), 34, false, seed);
    }

    /// <summary>Writes both files.</summary>
    public void Write(string weightsPath, string pointsPath)
    {
        var random = new System.Random(Seed);
        double scale = 1 / Math.Sqrt(Dimension);
        double[] weights = [.. Enumerable.Range(0, Width * Dimension).Select(_ => scale * RandomMatrix.NextNormal(random))];
        double spread = random.NextDouble();
        double[] bias = [.. Enumerable.Range(0, Width).Select(_ => spread * random.NextDouble())];
        if (HasPlateaus)
        {
            weights = [.. weights, .. weights.Select(static value => -value)];
            bias = [.. bias, .. bias.Select(value => value + (0.3 * random.NextDouble()))];
        }

        Write(weightsPath, weights, bias, Dimension);
        var network = new ReferenceNetwork([.. weights.Chunk(Dimension)], bias, new double[bias.Length], 1, Smoothing.None);
        double[][] points = [.. Enumerable.Range(0, Count).Select(_ => Draw(random, network))];
        float[] labels = [.. points.Select(x => network.Output(x) > 0 ? 1f : -1f)];
        WritePoints(pointsPath, [.. points.SelectMany(static one => one)], labels, Dimension);
    }

    /// <summary>Writes a plain ReLU network with a = 1.</summary>
    public static void Write(string path, double[] weights, double[] bias, int dimension)
    {
        var arrays = new Dictionary<string, NpyArray>
        {
            ["W"] = NpyArray.Matrix(weights, weights.Length / dimension, dimension),
            ["b"] = NpyArray.Vector(bias),
            ["s"] = NpyArray.Vector(new double[bias.Length]),
            ["a"] = NpyArray.Scalar(1.0),
            ["smoothing"] = NpyArray.Scalar((int)Smoothing.None),
        };
        NpzArchive.Write(path, arrays);
    }

    /// <summary>Writes points with labels.</summary>
    public static void WritePoints(string path, double[] x, float[] y, int dimension)
    {
        var arrays = new Dictionary<string, NpyArray> { ["X"] = NpyArray.Matrix(x, y.Length, dimension), ["y"] = NpyArray.Vector(y) };
        NpzArchive.Write(path, arrays);
    }

    // A dead region has no label.
    private double[] Draw(System.Random random, ReferenceNetwork network)
    {
        for (int attempt = 0; ; attempt++)
        {
            double[] x = [.. Enumerable.Range(0, Dimension).Select(_ => (1 + (attempt / 10.0)) * RandomMatrix.NextNormal(random))];
            if (network.Output(x) != 0)
            {
                return x;
            }
        }
    }
}
