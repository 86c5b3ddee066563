using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Cpu.SparseCoding;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using PurifyProofs.Properties.Numerics;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>Auto-projected gradient descent: stays in its ball, keeps its best point, halves by the published rule.</summary>
public sealed class AdaptiveAttackProperties : PropertyChecks, IDisposable
{
    private readonly CpuDevice one = new(1);
    private readonly CpuDevice seven = new(7);
    private readonly CpuDevice[] devices = RegisterWidths.CreateDevices();

    [Fact]
    public void Perturbations_stay_in_the_ball_and_are_never_worse_than_the_start() => Check(Cases(), 100, example =>
    {
        using SymmetricReluNetwork network = example.Network.CreateNetwork();
        using LabelledPoints points = example.Network.CreatePoints(network);
        using Matrix perturbations = Starts(example, points);
        double[] before = VerifiedMargins.Compute(new ReferenceNetwork(network), points, perturbations, 1.001 * example.Settings.Radius);
        foreach (CpuDevice device in devices)
        {
            using Matrix attacked = perturbations.Clone();
            device.SparseCoding.AdaptiveAttack(network, points.X, points.Y, example.Settings, attacked);
            for (int i = 0; i < points.Count; i++)
            {
                Assert.InRange(Float64.Norm(attacked.Row(i)), 0, example.Settings.Radius * (1 + 1e-6));
            }

            double[] after = VerifiedMargins.Compute(new ReferenceNetwork(network), points, attacked, 1.001 * example.Settings.Radius);
            Assert.All(after.Zip(before), static pair => Assert.True(pair.First <= pair.Second + (1e-5 * (1 + Math.Abs(pair.Second)))));
        }
    });

    // f = a⟨w, x⟩ for one neuron with b = s = 0: the smallest margin is y f(x) − τ ‖∇f‖, at a point of the sphere.
    [Fact]
    public void On_a_linear_network_it_finds_the_exact_minimum() => Check(Gen.Choose(1, 60).Zip(Gen.Choose(0, int.MaxValue)), 40, pair =>
    {
        var random = new System.Random(pair.Item2);
        Matrix weights = RandomMatrix.Normal(random, 1, pair.Item1, 1);
        double norm = Float64.Norm(weights.Row(0));
        using var network = new SymmetricReluNetwork(weights, [0], [0], 1, Smoothing.None);
        using Matrix x = RandomMatrix.Normal(random, 9, pair.Item1, 1);
        float[] y = [.. Enumerable.Range(0, 9).Select(_ => random.Next(2) == 0 ? 1f : -1f)];
        using var perturbations = new Matrix(9, pair.Item1);
        one.SparseCoding.AdaptiveAttack(network, x, y, new AdaptiveAttackSettings(0.5, 30), perturbations);
        var reference = new ReferenceNetwork(network);
        for (int i = 0; i < 9; i++)
        {
            double clean = y[i] * reference.Output(Float64.Of(x.Row(i)));
            double attacked = y[i] * reference.Output([.. Float64.Of(x.Row(i)).Zip(Float64.Of(perturbations.Row(i)), static (u, v) => u + v)]);
            Assert.Equal(clean - (0.5 * norm), attacked, 1e-4 * (1 + norm));
        }
    });

    // On a linear network the first step reaches the minimum, so no later interval improves and every checkpoint halves η = 2τ.
    [Fact]
    public unsafe void The_step_is_halved_where_nothing_improves() => Check(Gen.Choose(2, 40).Zip(Gen.Choose(0, int.MaxValue)), 20, pair =>
    {
        var random = new System.Random(pair.Item2);
        using var network = new SymmetricReluNetwork(RandomMatrix.Normal(random, 1, pair.Item1, 1), [0], [0], 1, Smoothing.None);
        using Matrix x = RandomMatrix.Normal(random, 1, pair.Item1, 5);
        using var neurons = new NeuronTable(network);
        foreach (SparseCodingKernels kernels in RegisterWidths.All)
        {
            using var block = new SampleBlock(pair.Item1, 1, 64, kernels.PanelWidth);
            block.Begin([1f]);
            kernels.LoadInputs(block, x.Data, x.Stride, pair.Item1);
            new AdaptiveDescent().Run(kernels, neurons, block, new AdaptiveAttackSettings(0.5, 100));
            Assert.Equal(2 * 0.5f / (1 << 8), block.StepLengths[0]);
        }
    });

    [Fact]
    public void Threads_do_not_change_a_bit() => Check(Cases(), 40, example =>
    {
        using SymmetricReluNetwork network = example.Network.CreateNetwork();
        using LabelledPoints points = example.Network.CreatePoints(network);
        using Matrix expected = Starts(example, points);
        using Matrix found = expected.Clone();
        one.SparseCoding.AdaptiveAttack(network, points.X, points.Y, example.Settings, expected);
        seven.SparseCoding.AdaptiveAttack(network, points.X, points.Y, example.Settings, found);
        Assert.True(RandomMatrix.HaveSameBits(expected, found));
    });

    // p = 0.22, 0.41, 0.57, 0.70, 0.80, 0.87, 0.93, 0.99 of 100 steps.
    [Fact]
    public void Checkpoints_are_those_published()
    {
        var settings = new AdaptiveAttackSettings(1, 100);
        var checkpoints = new List<int>();
        for (int interval = settings.FirstInterval, at = interval; at < 100; interval = settings.NextInterval(interval), at += interval)
        {
            checkpoints.Add(at);
        }

        Assert.Equal([22, 41, 57, 70, 80, 87, 93, 99], checkpoints);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        one.Dispose();
        seven.Dispose();
        Array.ForEach(devices, static device => device.Dispose());
    }

    private static Gen<AdaptiveCase> Cases() =>
        from network in NetworkCase.All
        from thousandths in Gen.Choose(1, 3000)
        from steps in Gen.Elements(1, 5, 20, 50)
        from random in Gen.Elements(true, false)
        select new AdaptiveCase(network, new AdaptiveAttackSettings(thousandths / 1000.0, steps), random);

    private static Matrix Starts(AdaptiveCase example, LabelledPoints points)
    {
        var starts = new Matrix(points.Count, points.X.Columns);
        if (example.RandomStart)
        {
            RandomStarts.Write((ulong)example.Network.Seed, 2, [.. Enumerable.Range(0, points.Count)], example.Settings.Radius, starts);
        }

        return starts;
    }

    private sealed record AdaptiveCase(NetworkCase Network, AdaptiveAttackSettings Settings, bool RandomStart);
}
