using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.Evidence;

/// <summary>Curves over the radius by bisection: what every radius would have said, from few of them.</summary>
public sealed class RadiusCurveProperties : PropertyChecks, IDisposable
{
    private static readonly Effort Small = Effort.Of(Scale.Smoke) with { AttackSteps = 10, Restarts = 1, CurveSamples = 50 };

    private readonly CpuDevice device = new(2);

    [Fact]
    public void Bisection_finds_where_every_point_is_lost_in_as_few_steps_as_it_promises() => Check(Losses(), 200, static losses =>
    {
        var bracket = new RadiusBracket(losses.Length, RadiusCurve.Count);
        var asked = new int[losses.Length];
        foreach (int radius in RadiusCurve.Order)
        {
            foreach (int point in Enumerable.Range(0, losses.Length).Where(point => bracket.IsOpen(point, radius)))
            {
                asked[point]++;
                bracket.Record(point, radius, radius < losses[point]);
            }
        }

        Assert.All(asked, static count => Assert.InRange(count, 1, (int)Math.Ceiling(Math.Log2(RadiusCurve.Count + 1))));
        IReadOnlyList<SeriesPoint> curve = RadiusCurve.Of(bracket, 1);
        Assert.All(Enumerable.Range(0, RadiusCurve.Count), radius =>
            Assert.Equal((double)losses.Count(loss => radius < loss) / losses.Length, curve[radius].Y));
        Assert.Equal(curve.Select(static point => point.X).Order().Distinct(), curve.Select(static point => point.X));
    });

    [Fact]
    public void A_loss_counts_more_than_what_was_held_beyond_it() => Check(Gen.Choose(1, RadiusCurve.Count - 1), 20, static held =>
    {
        var bracket = new RadiusBracket(1, RadiusCurve.Count);
        bracket.Record(0, held, true);
        bracket.Record(0, held - 1, false);
        Assert.All(Enumerable.Range(0, RadiusCurve.Count), radius => Assert.Equal(radius < held - 1 ? 1 : 0, bracket.Share(radius)));
    });

    // One neuron without bias or smoothing is linear: a point stands up to the radius margin/‖∇f‖, and attacks and certificates find it.
    [Fact]
    public void On_a_linear_network_the_curves_are_the_truth() => Check(Cases(), 20, example =>
    {
        using var distribution = new SparseCodingDistribution(
            new SparseCodingLaw { Dimension = example.Dimension, DictionarySize = example.Dimension, Sparsity = 3 }, (ulong)example.Seed);
        Matrix weights = RandomMatrix.Normal(new System.Random(example.Seed), 1, example.Dimension, 0.3);
        for (int j = 0; j < example.Dimension; j++)
        {
            weights.Row(0)[j] += (float)distribution.DenseMixture[j];
        }

        using var network = new SymmetricReluNetwork(weights, [0], [0], 1, Smoothing.None);
        using LabelledPoints points = new EvaluationPoints(device.SparseCoding, distribution).OfCurve(Small.CurveSamples);
        double[] reach = [.. VerifiedMargins.OfPoints(new ReferenceNetwork(network), points).Select(margin => margin / Float64.Norm(weights.Row(0)))];
        using var meter = new RobustnessMeter(device.SparseCoding, distribution, Small);
        (IReadOnlyList<SeriesPoint> attacked, IReadOnlyList<SeriesPoint> certified) = meter.Of(network).ByRadius(example.Radius, _ => { });
        AssertTruth(attacked, reach);
        AssertTruth(certified, reach);
        AssertTruth(new AccuracyMeter(device.SparseCoding, distribution, Small).AttackedByRadius(network, example.Radius), reach);
    });

    /// <inheritdoc/>
    public void Dispose() => device.Dispose();

    // Within rounding: points that stand up to a per cent above or below the radius may fall on either side.
    private static void AssertTruth(IReadOnlyList<SeriesPoint> curve, double[] reach)
    {
        Assert.Equal(RadiusCurve.Count, curve.Count);
        Assert.All(curve, point => Assert.InRange(
            point.Y * reach.Length,
            reach.Count(value => value > point.X * 1.01) - 1e-9,
            reach.Count(value => value > point.X * 0.999) + 1e-9));
    }

    private static Gen<int[]> Losses() =>
        from count in Gen.Choose(1, 40)
        from losses in Gen.ArrayOf(Gen.Choose(0, RadiusCurve.Count), count)
        select losses;

    private static Gen<CurveCase> Cases() =>
        from dimension in Gen.Choose(6, 24)
        from hundredths in Gen.Choose(2, 60)
        from seed in Gen.Choose(0, int.MaxValue)
        select new CurveCase(dimension, hundredths / 100.0, seed);

    private sealed record CurveCase(int Dimension, double Radius, int Seed);
}
