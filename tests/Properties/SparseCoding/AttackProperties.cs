using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>Every attack stays in its ball (within 1e-6 τ, measured in float64) and returns the best point it visited.</summary>
public sealed class AttackProperties : PropertyChecks, IDisposable
{
    private const double BallTolerance = 1e-6;

    private readonly CpuDevice one = new(1);
    private readonly CpuDevice two = new(2);
    private readonly CpuDevice seven = new(7);

    private enum Start
    {
        Sample,
        DenseMixture,
        Random,
    }

    [Fact]
    public void Perturbations_stay_in_the_ball() => Check(Cases(), 150, example =>
    {
        using SymmetricReluNetwork network = example.Network.CreateNetwork();
        using LabelledPoints points = example.Network.CreatePoints(network);
        using Matrix perturbations = Begin(example, points);
        AssertInBall(perturbations, example.Settings.Radius);
        two.SparseCoding.Attack(network, points.X, points.Y, example.Settings, perturbations);
        AssertInBall(perturbations, example.Settings.Radius);
    });

    [Fact]
    public void The_point_returned_is_never_worse_than_the_start() => Check(Cases(), 150, example =>
    {
        using SymmetricReluNetwork network = example.Network.CreateNetwork();
        using LabelledPoints points = example.Network.CreatePoints(network);
        using Matrix perturbations = Begin(example, points);
        float[] before = Margins(network, points, perturbations);
        two.SparseCoding.Attack(network, points.X, points.Y, example.Settings, perturbations);
        float[] after = Margins(network, points, perturbations);

        // The attack compares margins that it computed another way, in float32 too.
        return before.Zip(after).All(static pair => pair.Second <= pair.First + (1e-5 * (1 + Math.Abs(pair.First))));
    });

    // One step visits two points, the start and the end of the step; both can be computed here.
    [Fact]
    public void It_is_the_best_point_visited() => Check(Cases().Where(static example => example.Settings.Steps == 1), 60, example =>
    {
        using SymmetricReluNetwork network = example.Network.CreateNetwork();
        using LabelledPoints points = example.Network.CreatePoints(network);
        using Matrix current = Begin(example, points);
        using Matrix attacked = current.Clone();
        two.SparseCoding.Attack(network, points.X, points.Y, example.Settings, attacked);
        float[] start = Margins(network, points, current);
        float[] returned = Margins(network, points, attacked);
        using Matrix stepped = OneStep(network, points, current, example.Settings);
        float[] end = Margins(network, points, stepped);
        for (int i = 0; i < points.Count; i++)
        {
            double best = Math.Min(start[i], end[i]);
            Assert.Equal(best, returned[i], 1e-3 * (1 + Math.Abs(best)));
        }
    });

    [Fact]
    public void Threads_do_not_change_a_bit() => Check(Cases(), 60, example =>
    {
        using SymmetricReluNetwork network = example.Network.CreateNetwork();
        using LabelledPoints points = example.Network.CreatePoints(network);
        using Matrix expected = Begin(example, points);
        using Matrix start = expected.Clone();
        one.SparseCoding.Attack(network, points.X, points.Y, example.Settings, expected);
        foreach (CpuDevice device in new[] { two, seven })
        {
            using Matrix found = start.Clone();
            device.SparseCoding.Attack(network, points.X, points.Y, example.Settings, found);
            Assert.True(RandomMatrix.HaveSameBits(expected, found));
        }
    });

    [Fact]
    public void A_random_start_depends_on_its_point_alone() => Check(Cases().Where(static example => example.Network.Points > 1), 60, static example =>
    {
        int count = example.Network.Points;
        using var all = new Matrix(count, example.Network.Dimension);
        using var some = new Matrix(1, example.Network.Dimension);
        RandomStarts.Write(7, 2, [.. Enumerable.Range(0, count)], example.Settings.Radius, all);
        RandomStarts.Write(7, 2, [count - 1], example.Settings.Radius, some);
        return all.Row(count - 1).SequenceEqual(some.Row(0)) && !all.Row(0).SequenceEqual(some.Row(0));
    });

    // P(‖δ‖ ≤ t) = (t/τ)^d, most telling where d is small; Dvoretzky–Kiefer–Wolfowitz at the false-alarm rate of all statistical tests.
    [Fact]
    public void Random_starts_are_uniform_in_the_ball() => Check(Gen.Choose(2, 6).Zip(Gen.Choose(0, int.MaxValue)), 3, static pair =>
    {
        (int dimension, int seed) = pair;
        const int Count = 20_000;
        using var starts = new Matrix(Count, dimension);
        RandomStarts.Write((ulong)seed, 0, [.. Enumerable.Range(0, Count)], 0.3, starts);
        double[] ranks = [.. Enumerable.Range(0, Count).Select(i => Math.Pow(Float64.Norm(starts.Row(i)) / 0.3, dimension))];
        Statistics.AssertDistribution(ranks, static rank => Math.Clamp(rank, 0, 1));
        double[] angles = [.. Enumerable.Range(0, Count).Select(i => Math.Atan2(starts.Row(i)[0], starts.Row(i)[1]))];
        Statistics.AssertDistribution(angles, static angle => (angle + Math.PI) / (2 * Math.PI));
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        one.Dispose();
        two.Dispose();
        seven.Dispose();
    }

    private static Gen<AttackCase> Cases() =>
        from network in NetworkCase.All
        from start in Gen.Elements(Enum.GetValues<Start>())
        from thousandths in Gen.Choose(1, 3000)
        from steps in Gen.Elements(1, 1, 2, 7, 20)
        let radius = thousandths / 1000.0
        select new AttackCase(network, start, steps == 1 ? AttackSettings.FastGradient(radius) : AttackSettings.ProjectedGradient(radius, steps));

    private static Matrix Begin(AttackCase example, LabelledPoints points)
    {
        var perturbations = new Matrix(points.Count, points.X.Columns);
        if (example.Start == Start.DenseMixture)
        {
            double[] direction = RandomMatrix.Orthogonal(new System.Random(example.Network.Seed), points.X.Columns)[0];
            DenseMixtureAttack.Write(points, direction, example.Settings.Radius, perturbations);
        }
        else if (example.Start == Start.Random)
        {
            RandomStarts.Write((ulong)example.Network.Seed, 3, [.. Enumerable.Range(0, points.Count)], example.Settings.Radius, perturbations);
        }

        return perturbations;
    }

    private static void AssertInBall(Matrix perturbations, double radius)
    {
        for (int i = 0; i < perturbations.Rows; i++)
        {
            Assert.InRange(Float64.Norm(perturbations.Row(i)), 0, radius * (1 + BallTolerance));
        }
    }

    private float[] Margins(SymmetricReluNetwork network, LabelledPoints points, Matrix perturbations)
    {
        using Matrix moved = points.X.Clone();
        for (int i = 0; i < moved.Rows; i++)
        {
            for (int j = 0; j < moved.Columns; j++)
            {
                moved.Row(i)[j] += perturbations.Row(i)[j];
            }
        }

        var margins = new float[points.Count];
        two.SparseCoding.Margins(network, moved, points.Y, margins);
        return margins;
    }

    // Π(δ − τ∇(yf)/‖∇(yf)‖) in float64 from the device's own gradient.
    private Matrix OneStep(SymmetricReluNetwork network, LabelledPoints points, Matrix perturbations, AttackSettings settings)
    {
        using Matrix moved = points.X.Clone();
        using var gradients = new Matrix(points.Count, points.X.Columns);
        for (int i = 0; i < moved.Rows; i++)
        {
            for (int j = 0; j < moved.Columns; j++)
            {
                moved.Row(i)[j] += perturbations.Row(i)[j];
            }
        }

        two.SparseCoding.MarginGradients(network, moved, points.Y, gradients);
        Matrix stepped = perturbations.Clone();
        for (int i = 0; i < moved.Rows; i++)
        {
            double length = Float64.Norm(gradients.Row(i));
            double[] target = [.. Float64.Of(perturbations.Row(i)).Zip(Float64.Of(gradients.Row(i)), (delta, g) => length > 0 ? delta - (settings.Radius * g / length) : delta)];
            double shrink = Math.Min(1, settings.Radius / Math.Max(Float64.Norm(target), double.Epsilon));
            for (int j = 0; j < target.Length; j++)
            {
                stepped.Row(i)[j] = (float)(shrink * target[j]);
            }
        }

        return stepped;
    }

    private sealed record AttackCase(NetworkCase Network, Start Start, AttackSettings Settings);
}
