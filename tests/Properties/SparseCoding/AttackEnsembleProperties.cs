using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>The ensemble's margins are real: reached inside the ball, never above any member's, never above the clean ones.</summary>
public sealed class AttackEnsembleProperties : PropertyChecks, IDisposable
{
    private readonly CpuDevice one = new(1);
    private readonly CpuDevice seven = new(7);

    [Fact]
    public void Its_margins_are_those_of_its_perturbations_and_these_lie_in_the_ball() => Check(Cases(), 80, example =>
    {
        using SymmetricReluNetwork network = example.Network.CreateNetwork();
        using LabelledPoints points = example.Network.CreatePoints(network);
        using EnsembleResult result = Run(one, example, network, points);
        var reference = new ReferenceNetwork(network);
        for (int i = 0; i < points.Count; i++)
        {
            double[] delta = Float64.Of(result.Perturbations.Row(i));
            Assert.InRange(Float64.Norm(delta), 0, example.Settings.Radius * (1 + 1e-6));
            double margin = points.Y[i] * reference.Output([.. Float64.Of(points.X.Row(i)).Zip(delta, static (x, d) => x + d)]);
            Assert.Equal(margin, result.Margins[i], 1e-5 * (1 + Math.Abs(margin) + Slope(network)));
        }

        Assert.Equal(result.Margins.Count(static margin => margin > 0), result.Robust);
    });

    [Fact]
    public void It_never_exceeds_the_clean_margin_nor_any_member() => Check(Cases(), 80, example =>
    {
        using SymmetricReluNetwork network = example.Network.CreateNetwork();
        using LabelledPoints points = example.Network.CreatePoints(network);
        using EnsembleResult result = Run(one, example, network, points);
        var reference = new ReferenceNetwork(network);
        using var perturbations = new Matrix(points.Count, points.X.Columns);
        double[] clean = VerifiedMargins.Compute(reference, points, perturbations, example.Settings.Radius);
        DenseMixtureAttack.Write(points, Direction(example), example.Settings.Radius, perturbations);
        double[] oblivious = VerifiedMargins.Compute(reference, points, perturbations, example.Settings.Radius);
        perturbations.Clear();
        one.SparseCoding.Attack(network, points.X, points.Y, AttackSettings.FastGradient(example.Settings.Radius), perturbations);
        double[] fast = VerifiedMargins.Compute(reference, points, perturbations, example.Settings.Radius);
        for (int i = 0; i < points.Count; i++)
        {
            Assert.True(result.Margins[i] <= clean[i]);

            // Members are spared where an earlier one already succeeded. With fewer points left the device may choose another
            // method for the same trajectory, so an attack may end a rounding error elsewhere.
            Assert.True(result.Margins[i] <= Math.Max(oblivious[i], 0));
            Assert.True(result.Margins[i] <= Math.Max(fast[i], 0) + (1e-5 * (1 + Math.Abs(fast[i]) + Slope(network))));
        }
    });

    [Fact]
    public void More_restarts_are_never_worse() => Check(Cases(), 60, example =>
    {
        using SymmetricReluNetwork network = example.Network.CreateNetwork();
        using LabelledPoints points = example.Network.CreatePoints(network);
        using EnsembleResult fewer = Run(one, example, network, points);
        using EnsembleResult more = Run(one, example with { Settings = example.Settings with { Restarts = example.Settings.Restarts + 2 } }, network, points);
        return more.Margins.Zip(fewer.Margins).All(static pair => pair.First <= pair.Second) && more.Robust <= fewer.Robust;
    });

    [Fact]
    public void Threads_do_not_change_a_bit() => Check(Cases(), 40, example =>
    {
        using SymmetricReluNetwork network = example.Network.CreateNetwork();
        using LabelledPoints points = example.Network.CreatePoints(network);
        using EnsembleResult expected = Run(one, example, network, points);
        using EnsembleResult found = Run(seven, example, network, points);
        Assert.Equal(expected.Margins, found.Margins);
        Assert.True(RandomMatrix.HaveSameBits(expected.Perturbations, found.Perturbations));
    });

    [Fact]
    public void A_perturbation_outside_the_ball_is_refused() => Check(Cases().Where(static example => example.Network.Points > 0), 40, static example =>
    {
        using SymmetricReluNetwork network = example.Network.CreateNetwork();
        using LabelledPoints points = example.Network.CreatePoints(network);
        using var perturbations = new Matrix(points.Count, points.X.Columns);
        perturbations.Row(points.Count - 1)[1] = (float)(example.Settings.Radius * 1.0001);
        Exception thrown = Assert.ThrowsAny<Exception>(() => VerifiedMargins.Compute(new ReferenceNetwork(network), points, perturbations, example.Settings.Radius));
        Assert.IsType<ArgumentException>(thrown is AggregateException several ? several.InnerException : thrown);
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        one.Dispose();
        seven.Dispose();
    }

    private static Gen<EnsembleCase> Cases() =>
        from network in NetworkCase.All
        from thousandths in Gen.Choose(1, 1500)
        from steps in Gen.Choose(1, 8)
        from restarts in Gen.Choose(0, 2)
        select new EnsembleCase(network, new EnsembleSettings(thousandths / 1000.0, steps, restarts));

    private static double[] Direction(EnsembleCase example) =>
        RandomMatrix.Orthogonal(new System.Random(example.Network.Seed), example.Network.Dimension)[0];

    private static EnsembleResult Run(CpuDevice device, EnsembleCase example, SymmetricReluNetwork network, LabelledPoints points) =>
        new AttackEnsemble(device.SparseCoding, Direction(example), (ulong)example.Network.Seed).Run(network, points, example.Settings);

    private static double Slope(SymmetricReluNetwork network) =>
        network.OutputScale * Enumerable.Range(0, network.Width).Sum(i => Float64.Norm(network.Weights.Row(i)));

    private sealed record EnsembleCase(NetworkCase Network, EnsembleSettings Settings);
}
