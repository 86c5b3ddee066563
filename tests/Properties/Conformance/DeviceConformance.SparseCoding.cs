using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Device;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using PurifyProofs.Properties.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.Conformance;

/// <summary>Samples, margins, gradients and attacks of sparse coding.</summary>
public abstract partial class DeviceConformance
{
    // Of the value itself, of the magnitudes of the terms that it sums (the float32 normal distribution function errs by 3e-7), and of
    // those of the products in a pre-activation.
    private const double RelativeError = 1e-5;
    private const double TermError = 1e-6;
    private const double ProductError = 1e-7;

    private enum Start
    {
        Sample,
        Direction,
        Random,
    }

    [Fact]
    public void Samples_are_those_of_the_distribution_bit_for_bit() => Check(Laws.All.Zip(Gen.Choose(0, int.MaxValue)), 40, pair =>
    {
        using var distribution = new SparseCodingDistribution(pair.Item1, (ulong)pair.Item2);
        int step = pair.Item2 % 7;
        const RandomStream Stream = RandomStream.Evaluation;
        using LabelledPoints points = LabelledPoints.Draw(device.SparseCoding, distribution, Stream, step, pair.Item2 % 50);
        for (int i = 0; i < points.Count; i++)
        {
            (_, float[] input, float label) = distribution.Inspect(Stream, step, i);
            Assert.Equal(label, points.Y[i]);
            Assert.Equal(Bits(input), Bits(points.X.Row(i).ToArray()));
        }
    });

    [Fact]
    public void Margins_are_those_of_the_float64_network() => Check(NetworkCase.All, 80, example =>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        var float64 = new ReferenceNetwork(network);
        var margins = new float[points.Count];
        device.SparseCoding.Margins(network, points.X, points.Y, margins);
        for (int i = 0; i < points.Count; i++)
        {
            double expected = points.Y[i] * float64.Output(Float64.Of(points.X.Row(i)));
            double products = network.OutputScale * ProductScales(network, points.X.Row(i)).Sum();
            double rounding = (TermError * TermScale(network, points.X.Row(i))) + (ProductError * products);
            Assert.Equal(expected, margins[i], (RelativeError * Math.Abs(expected)) + rounding);
        }
    });

    [Fact]
    public void Margin_gradients_are_those_of_the_float64_network() => Check(NetworkCase.All, 80, example =>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        using var gradients = new Matrix(points.Count, example.Dimension);
        var float64 = new ReferenceNetwork(network);
        var expected = new double[example.Dimension];
        double[] norms = [.. Float64.Rows(network.Weights).Select(static row => Float64.Norm(row))];

        // A slope moves by at most 1/(2s) times what its pre-activation does; where s = 0, no point lies near the jump.
        double[] steepness = [.. norms.Zip(network.SmoothingWidth, static (norm, width) => width > 0 ? norm / (2 * width) : 0)];
        device.SparseCoding.MarginGradients(network, points.X, points.Y, gradients);
        for (int i = 0; i < points.Count; i++)
        {
            float64.InputGradient(Float64.Of(points.X.Row(i)), expected);
            double[] signed = Float64.Scaled(expected, points.Y[i]);
            double error = Float64.Distance(signed, Float64.Of(gradients.Row(i)));
            double products = ProductScales(network, points.X.Row(i)).Zip(steepness, static (scale, steep) => scale * steep).Sum();
            double rounding = network.OutputScale * ((TermError * norms.Sum()) + (ProductError * products));
            Assert.InRange(error, 0, (RelativeError * Float64.Norm(signed)) + rounding);
        }
    });

    [Fact]
    public void Perturbations_stay_in_the_ball_and_are_never_worse_than_their_start() => Check(AttackCases(), 3000, example =>
    {
        using SymmetricReluNetwork network = example.Network.CreateNetwork();
        using LabelledPoints points = example.Network.CreatePoints(network);
        using Matrix start = example.CreateStart(points);
        using Matrix found = start.Clone();
        example.Run(device.SparseCoding, network, points, found);
        Assert.All(Float64.Rows(found), delta => Assert.InRange(Float64.Norm(delta), 0, example.Radius * (1 + 1e-6)));
        double[] before = example.Margins(network, points, start), after = example.Margins(network, points, found);

        // The attack compares margins in float32.
        Assert.All(after.Zip(before), static pair =>
            Assert.True(pair.First <= pair.Second + (1e-5 * (1 + Math.Abs(pair.Second))), $"{pair}"));
    });

    // One step visits two points, the start and the end of the step; both can be computed here. The gradient is the device's own, at points
    // rounded as its are: near a jump of a plain ReLU's gradient another one would lead elsewhere.
    [Fact]
    public void It_is_the_best_point_visited() => Check(AttackCases(), 9000, example =>
    {
        using SymmetricReluNetwork network = example.Network.CreateNetwork();
        using LabelledPoints points = example.Network.CreatePoints(network);
        using Matrix start = example.CreateStart(points), found = start.Clone(), moved = start.Clone(), gradients = start.Clone();
        device.SparseCoding.Attack(network, points.X, points.Y, AttackSettings.FastGradient(example.Radius), found);
        for (int i = 0; i < points.Count; i++)
        {
            System.Numerics.Tensors.TensorPrimitives.Add(points.X.Row(i), start.Row(i), moved.Row(i));
        }

        device.SparseCoding.MarginGradients(network, moved, points.Y, gradients);
        var float64 = new ReferenceNetwork(network);
        for (int i = 0; i < points.Count; i++)
        {
            double[] x = Float64.Of(points.X.Row(i)), delta = Float64.Of(start.Row(i));
            double Margin(double[] at) => points.Y[i] * float64.Output(Float64.Sum(x, at));
            double[] step = Float64.Downhill(Float64.Of(gradients.Row(i)), example.Radius);
            double best = Math.Min(Margin(delta), Margin(Float64.Project(Float64.Sum(delta, step), example.Radius)));
            Assert.Equal(best, Margin(Float64.Of(found.Row(i))), 1e-3 * (1 + Math.Abs(best)));
        }
    });

    [Fact]
    public void An_attack_is_no_weaker_than_in_float64() => CheckAllBut(WeakAttacks, AttackCases(), 60, example =>
    {
        using SymmetricReluNetwork network = example.Network.CreateNetwork();
        using LabelledPoints points = example.Network.CreatePoints(network);
        using Matrix start = example.CreateStart(points);
        using Matrix expected = start.Clone(), found = start.Clone();
        example.Run(reference.SparseCoding, network, points, expected);
        example.Run(device.SparseCoding, network, points, found);
        double before = example.Margins(network, points, start).Sum();
        double wanted = before - example.Margins(network, points, expected).Sum();
        double reached = before - example.Margins(network, points, found).Sum();
        double rounding = 1e-5 * Enumerable.Range(0, points.Count).Sum(i => TermScale(network, points.X.Row(i)));
        return reached >= ((1 - WeakerShare) * wanted) - rounding;
    });

    // f = a⟨w, x⟩ for one neuron with b = s = 0: the smallest margin is y f(x) − τ‖∇f‖, at a point of the sphere.
    [Fact]
    public void On_a_linear_network_attacks_find_the_exact_minimum() => Check(LinearCases(), 40, pair =>
    {
        var random = new System.Random(pair.Seed);
        Matrix weights = RandomMatrix.Normal(random, 1, pair.Dimension, 1);
        double norm = Float64.Norm(weights.Row(0));
        using var network = new SymmetricReluNetwork(weights, [0], [0], 1, Smoothing.None);
        float[] labels = [.. Enumerable.Range(0, 9).Select(_ => random.Next(2) == 0 ? 1f : -1f)];
        using var points = new LabelledPoints(RandomMatrix.Normal(random, 9, pair.Dimension, 1), labels);
        double[] clean = VerifiedMargins.OfPoints(new ReferenceNetwork(network), points);
        var example = new NetworkCase(pair.Dimension, 1, 9, Smoothing.None, pair.Seed);
        foreach (bool isAdaptive in new[] { false, true })
        {
            var attack = new AttackCase(example, Start.Sample, 0.5, 30, isAdaptive);
            using Matrix found = attack.CreateStart(points);
            attack.Run(device.SparseCoding, network, points, found);
            double[] attacked = attack.Margins(network, points, found);
            Assert.All(attacked.Zip(clean), m => Assert.Equal(m.Second - (0.5 * norm), m.First, 1e-4 * (1 + norm)));
        }
    });

    [Fact]
    public void Points_of_another_shape_are_refused() => Check(NetworkCase.All.Where(static example => example.Points > 0), 10, example =>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        using var wide = new Matrix(points.Count, example.Dimension + 1);
        using var tall = new Matrix(points.Count + 1, example.Dimension);
        (ISparseCodingDevice on, Matrix x, float[] y, float[] more) = (device.SparseCoding, points.X, points.Y, [.. points.Y, 1]);
        AttackSettings attack = AttackSettings.FastGradient(1);
        var adaptive = new AdaptiveAttackSettings(1, 2);
        using Matrix target = x.Clone();
        AssertRefused(() => on.Margins(network, wide, y, new float[y.Length]));
        AssertRefused(() => on.Margins(network, x, more, new float[y.Length]));
        AssertRefused(() => on.Margins(network, x, y, more));
        AssertRefused(() => on.MarginGradients(network, wide, y, target));
        foreach (Matrix rows in new[] { wide, tall })
        {
            AssertRefused(() => on.MarginGradients(network, x, y, rows));
            AssertRefused(() => on.Attack(network, x, y, attack, rows));
            AssertRefused(() => on.AdaptiveAttack(network, x, y, adaptive, rows));
        }

        AssertRefused(() => on.Attack(network, wide, y, attack, target));
        AssertRefused(() => on.AdaptiveAttack(network, x, more, adaptive, target));
        using SparseCodingDistribution distribution = OfDimension(example.Dimension);
        AssertRefused(() => on.Sample(distribution, RandomStream.Evaluation, 0, wide, y));
        AssertRefused(() => on.Sample(distribution, RandomStream.Evaluation, 0, x, more));
    });

    [Fact]
    public void Threads_change_no_bit_of_an_attack()
    {
        RequireThreadPromise();
        Check(AttackCases(), 20, example =>
        {
            using SymmetricReluNetwork network = example.Network.CreateNetwork();
            using LabelledPoints points = example.Network.CreatePoints(network);
            using Matrix expected = example.CreateStart(points);
            using Matrix start = expected.Clone();
            example.Run(device.SparseCoding, network, points, expected);
            WithOtherThreads(other =>
            {
                using Matrix found = start.Clone();
                example.Run(other.SparseCoding, network, points, found);
                Assert.True(RandomMatrix.HaveSameBits(expected, found));
            });
        });
    }

    private static int[] Bits(float[] values) => Array.ConvertAll(values, BitConverter.SingleToInt32Bits);

    private static SparseCodingDistribution OfDimension(int dimension) =>
        new(new SparseCodingLaw { Dimension = dimension, DictionarySize = dimension, Sparsity = 1 }, 1);

    private static Gen<(int Dimension, int Seed)> LinearCases() =>
        from dimension in Gen.Choose(1, 60)
        from seed in Gen.Choose(0, int.MaxValue)
        select (dimension, seed);

    private static Gen<AttackCase> AttackCases() =>
        from network in NetworkCase.All
        from start in Gen.Elements(Enum.GetValues<Start>())
        from thousandths in Gen.Choose(1, 3000)
        from steps in Gen.Elements(1, 2, 7, 20, 50)
        from isAdaptive in Gen.Elements(true, false)
        select new AttackCase(network with { Points = Math.Min(network.Points, 97) }, start, thousandths / 1000.0, steps, isAdaptive);

    // Σ_j |w_ij x_j|, for every neuron.
    private static double[] ProductScales(SymmetricReluNetwork network, ReadOnlySpan<float> x)
    {
        double[] magnitudes = Array.ConvertAll(Float64.Of(x), Math.Abs);
        return [.. Float64.Rows(network.Weights).Select(row => row.Zip(magnitudes, static (w, value) => Math.Abs(w) * value).Sum())];
    }

    private static double TermScale(SymmetricReluNetwork network, ReadOnlySpan<float> x)
    {
        double sum = 0;
        for (int i = 0; i < network.Width; i++)
        {
            sum += Math.Abs(Float64.Dot(network.Weights.Row(i), x)) + network.Bias[i] + network.SmoothingWidth[i];
        }

        return network.OutputScale * sum;
    }

    private sealed record AttackCase(NetworkCase Network, Start Start, double Radius, int Steps, bool IsAdaptive)
    {
        public Matrix CreateStart(LabelledPoints points)
        {
            var perturbations = new Matrix(points.Count, points.X.Columns);
            if (Start == Start.Direction)
            {
                double[] direction = RandomMatrix.Orthogonal(new System.Random(Network.Seed), points.X.Columns)[0];
                DenseMixtureAttack.Write(points, direction, Radius, perturbations);
            }
            else if (Start == Start.Random)
            {
                RandomStarts.Write((ulong)Network.Seed, 3, [.. Enumerable.Range(0, points.Count)], Radius, perturbations);
            }

            return perturbations;
        }

        public void Run(ISparseCodingDevice on, SymmetricReluNetwork network, LabelledPoints points, Matrix perturbations)
        {
            if (IsAdaptive)
            {
                on.AdaptiveAttack(network, points.X, points.Y, new AdaptiveAttackSettings(Radius, Steps), perturbations);
            }
            else
            {
                AttackSettings settings = AttackSettings.ProjectedGradient(Radius, Steps);
                on.Attack(network, points.X, points.Y, Steps == 1 ? AttackSettings.FastGradient(Radius) : settings, perturbations);
            }
        }

        public double[] Margins(SymmetricReluNetwork network, LabelledPoints points, Matrix perturbations) =>
            VerifiedMargins.Compute(new ReferenceNetwork(network), points, perturbations, Radius);
    }
}
