using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>A random network and random points; everything follows from sizes and seed.</summary>
/// <param name="Dimension">d.</param>
/// <param name="Width">m.</param>
/// <param name="Points">n, may be 0.</param>
/// <param name="Smoothing">Law of the smoothing noise.</param>
/// <param name="Seed">Seed of weights and points.</param>
internal sealed record NetworkCase(int Dimension, int Width, int Points, Smoothing Smoothing, int Seed)
{
    // Rounding moves a float32 pre-activation by far less, and a central difference steps by less.
    private const double Clearance = 1e-4;

    /// <summary>Mostly sizes that are no multiple of a vector (16), a panel (32), a group of neurons (24) or a block (32, 64).</summary>
    public static Gen<NetworkCase> All { get; } =
        from dimension in Gen.OneOf(Gen.Choose(2, 40), Gen.Elements(2, 15, 16, 17, 127, 128, 129, 150))
        from width in Gen.OneOf(Gen.Choose(1, 40), Gen.Elements(1, 23, 24, 25, 70, 131))
        from points in Gen.OneOf(Gen.Choose(0, 60), Gen.Elements(0, 1, 31, 32, 33, 64, 65, 97, 259))
        from smoothing in Gen.Elements(Enum.GetValues<Smoothing>())
        from seed in Gen.Choose(0, int.MaxValue)
        select new NetworkCase(dimension, width, points, smoothing, seed);

    /// <summary>Pre-activations of order 1, biases in [0, 1], widths in [0.1, 1] or 0.</summary>
    public SymmetricReluNetwork CreateNetwork()
    {
        var random = new System.Random(Seed);
        Matrix weights = RandomMatrix.Normal(random, Width, Dimension, 1 / Math.Sqrt(Dimension));
        float[] bias = [.. Enumerable.Range(0, Width).Select(i => i % 7 == 3 ? 0 : (float)random.NextDouble())];
        float[] width = [.. Enumerable.Range(0, Width).Select(i => Smoothing == Smoothing.None || i % 5 == 4 ? 0 : 0.1f + (0.9f * (float)random.NextDouble()))];
        return new SymmetricReluNetwork(weights, bias, width, 0.05f + (2 * (float)random.NextDouble()), Smoothing);
    }

    /// <summary>Normal points with random labels, none where the network's first or second derivative jumps.</summary>
    public LabelledPoints CreatePoints(SymmetricReluNetwork network)
    {
        var random = new System.Random(Seed ^ 0x5EED);
        var x = new Matrix(Points, Dimension);
        for (int i = 0; i < Points; i++)
        {
            do
            {
                RandomMatrix.FillNormal(random, x.Row(i), 1);
            }
            while (IsNearJump(network, x.Row(i)));
        }

        return new LabelledPoints(x, [.. Enumerable.Range(0, Points).Select(_ => random.Next(2) == 0 ? -1f : 1f)]);
    }

    private static bool IsNearJump(SymmetricReluNetwork network, ReadOnlySpan<float> x)
    {
        for (int i = 0; i < network.Width; i++)
        {
            double distance = Math.Abs(Float64.Dot(network.Weights.Row(i), x)) - network.Bias[i];
            double width = network.Smoothing == Smoothing.Gaussian ? 0 : network.SmoothingWidth[i];
            bool smooth = network.Smoothing == Smoothing.Gaussian && network.SmoothingWidth[i] > 0;
            if (!smooth && Math.Min(Math.Abs(distance - width), Math.Abs(distance + width)) < Clearance)
            {
                return true;
            }

            // The branch of −p is active too where the bias is small.
            double mirrored = distance + (2 * network.Bias[i]);
            if (!smooth && Math.Abs(mirrored - width) < Clearance)
            {
                return true;
            }
        }

        return false;
    }
}
