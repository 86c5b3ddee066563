using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Properties.Certificates.TwoLayer;

/// <summary>What the rows of W look like.</summary>
internal enum WeightKind
{
    /// <summary>Independent normal entries: an untrained network.</summary>
    Random,

    /// <summary>All rows near one direction: a dense mixture.</summary>
    Aligned,

    /// <summary>One feature of an orthonormal dictionary a row: a purified network.</summary>
    Dictionary,
}

/// <summary>A small network with points and a radius; everything follows from sizes and seed.</summary>
/// <param name="Dimension">d.</param>
/// <param name="Width">m.</param>
/// <param name="Kind">What the rows of W look like.</param>
/// <param name="Smoothing">Law of the smoothing noise.</param>
/// <param name="Seed">Seed of weights, points and radius.</param>
internal sealed record CertificateCase(int Dimension, int Width, WeightKind Kind, Smoothing Smoothing, int Seed)
{
    /// <summary>Points of a case.</summary>
    public const int PointCount = 2;

    /// <summary>At most six neurons.</summary>
    public static Gen<CertificateCase> Small { get; } = Of(Gen.Choose(1, 6), Gen.Choose(1, 5), Gen.Elements(Smoothing.None, Smoothing.Uniform));

    /// <summary>Cases of given sizes and smoothing.</summary>
    public static Gen<CertificateCase> Of(Gen<int> width, Gen<int> dimension, Gen<Smoothing> smoothing) =>
        from neurons in width
        from inputs in dimension
        from kind in Gen.Elements(Enum.GetValues<WeightKind>())
        from law in smoothing
        from seed in Gen.Choose(0, int.MaxValue)
        select new CertificateCase(inputs, neurons, kind, law, seed);

    /// <summary>τ, from far below to above the size of the points.</summary>
    public double Radius => 0.05 * Math.Exp(3.5 * new System.Random(Seed ^ 0x7A0).NextDouble());

    /// <summary>Biases from 0 to the size of the pre-activations, widths from 0 to three times the bias.</summary>
    public SymmetricReluNetwork CreateNetwork()
    {
        var random = new System.Random(Seed);
        Matrix weights = Weights(random);
        var bias = new float[Width];
        var width = new float[Width];
        for (int i = 0; i < Width; i++)
        {
            bias[i] = random.Next(5) == 0 ? 0 : (float)random.NextDouble();
            bool plain = Smoothing == Smoothing.None || random.Next(6) == 0;
            width[i] = plain ? 0 : (float)(random.NextDouble() * (random.Next(3) == 0 ? 3 : 0.9) * (bias[i] + 0.05));
        }

        return new SymmetricReluNetwork(weights, bias, width, 0.1f + (float)random.NextDouble(), Smoothing);
    }

    /// <summary>Normal points, nine in ten with the network's own label.</summary>
    public LabelledPoints CreatePoints(SymmetricReluNetwork network)
    {
        var random = new System.Random(Seed ^ 0x5EED);
        Matrix x = RandomMatrix.Normal(random, PointCount, Dimension, 1.5 / Math.Sqrt(Dimension));
        var reference = new ReferenceNetwork(network);
        return new LabelledPoints(x, [.. Enumerable.Range(0, PointCount).Select(i =>
            reference.Output(Float64.Of(x.Row(i))) > 0 == random.Next(10) > 0 ? 1f : -1f)]);
    }

    private Matrix Weights(System.Random random)
    {
        Matrix weights = RandomMatrix.Normal(random, Width, Dimension, Kind == WeightKind.Random ? 1.5 / Math.Sqrt(Dimension) : 0.1 / Math.Sqrt(Dimension));
        if (Kind == WeightKind.Random)
        {
            return weights;
        }

        double[][] features = RandomMatrix.Orthogonal(random, Dimension);
        for (int i = 0; i < Width; i++)
        {
            double[] feature = features[Kind == WeightKind.Aligned ? 0 : i % Dimension];
            double size = 0.5 + (2 * random.NextDouble());
            for (int j = 0; j < Dimension; j++)
            {
                weights.Row(i)[j] += (float)(size * feature[j]);
            }
        }

        return weights;
    }
}
