using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Cpu.SparseCoding;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using PurifyProofs.Properties.Cpu;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>
/// What attacks find depends on the function that a network is, and not on the parameters it is written in, in whatever units. Changes
/// of sign and of scale by powers of two round nothing, so that not a bit may change; the others round, so that one step is compared.
/// </summary>
public sealed class AttackSymmetryProperties : PropertyChecks, IDisposable
{
    private const double Radius = 0.3;

    private static readonly Gen<NetworkCase> Small =
        NetworkCase.All.Where(static example => example.Points is > 0 and < 100 && (long)example.Width * example.Dimension < 3000);

    private static readonly Gen<double> AnyRadius =
        from exponent in Gen.Choose(-320, 307)
        from digits in Gen.Choose(1, 9)
        select digits * Math.Pow(10, exponent);

    private readonly CpuDevice device = new(1);

    // f is odd in W.
    [Fact]
    public void Signs_of_weights_and_output_scale_do_not_matter() => Check(Small, 60, example =>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        using SymmetricReluNetwork mirrored = Rewritten(network, -1, 1, -1);
        return FindTheSame(network, points, mirrored, points, 1);
    });

    // r(cu; cs) = c r(u; s).
    [Fact]
    public void A_scale_between_output_and_weights_does_not_matter() => Check(Small.Zip(Exponents(100)), 60, pair =>
    {
        using SymmetricReluNetwork network = pair.Item1.CreateNetwork();
        using LabelledPoints points = pair.Item1.CreatePoints(network);
        float scale = MathF.ScaleB(1, pair.Item2);
        using SymmetricReluNetwork scaled = Rewritten(network, scale, scale, 1 / scale);
        return FindTheSame(network, points, scaled, points, 1);
    });

    // Far beyond what float32 holds of f.
    [Fact]
    public void A_positive_factor_does_not_matter() => Check(Small.Zip(Exponents(100)), 40, pair =>
    {
        using SymmetricReluNetwork network = pair.Item1.CreateNetwork();
        using LabelledPoints points = pair.Item1.CreatePoints(network);
        float scale = MathF.ScaleB(1, pair.Item2);
        using SymmetricReluNetwork scaled = Rewritten(network, scale, scale, scale);
        return FindTheSame(network, points, scaled, points, 1);
    });

    [Fact]
    public void The_unit_of_inputs_does_not_matter() => Check(Small.Zip(Exponents(80)), 60, pair =>
    {
        using SymmetricReluNetwork network = pair.Item1.CreateNetwork();
        using LabelledPoints points = pair.Item1.CreatePoints(network);
        float scale = MathF.ScaleB(1, pair.Item2);
        using SymmetricReluNetwork scaled = Rewritten(network, 1, scale, 1);
        using var moved = new LabelledPoints(Scaled(points.X, scale), points.Y);
        return FindTheSame(network, points, scaled, moved, scale);
    });

    // Rounding turns a gradient by far less than this, as no point is near a jump of it.
    [Fact]
    public void Order_copies_halves_and_idle_neurons_do_not_matter() => Check(Small, 100, example =>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        using SymmetricReluNetwork other = Shuffled(network, new System.Random(example.Seed));
        using Matrix expected = Step(network, points), found = Step(other, points);
        return RandomMatrix.Elements(expected).Zip(RandomMatrix.Elements(found)).All(static pair => Math.Abs(pair.First - pair.Second) < 1e-3 * Radius);
    });

    [Fact]
    public void Rotations_do_not_matter() => Check(Small.Where(static example => example.Dimension < 41), 60, example =>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        double[][] rotation = RandomMatrix.Orthogonal(new System.Random(example.Seed), example.Dimension);
        using SymmetricReluNetwork turned = new(Rotated(network.Weights, rotation), network.Bias, network.SmoothingWidth, network.OutputScale, network.Smoothing);
        using var moved = new LabelledPoints(Rotated(points.X, rotation), points.Y);
        using Matrix step = Step(network, points), expected = Rotated(step, rotation), found = Step(turned, moved);
        return RandomMatrix.Elements(expected).Zip(RandomMatrix.Elements(found)).All(static pair => Math.Abs(pair.First - pair.Second) < 1e-3 * Radius);
    });

    [Fact]
    public void Training_against_attacks_is_mirrored_to_the_bit() => Check(TrainingCase.All, 30, example =>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using SymmetricReluNetwork mirrored = Rewritten(network, -1, 1, -1);
        Train(example, network);
        Train(example, mirrored);
        using Matrix expected = Scaled(network.Weights, -1);
        return RandomMatrix.HaveSameBits(expected, mirrored.Weights);
    });

    [Fact]
    public void Any_radius_and_any_scale_has_a_result_inside_the_ball() => Check(Small.Zip(AnyRadius).Zip(Exponents(110)), 200, given =>
    {
        ((NetworkCase example, double radius), int exponent) = given;
        using SymmetricReluNetwork drawn = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(drawn);
        float scale = MathF.ScaleB(1, exponent);
        using SymmetricReluNetwork network = Rewritten(drawn, scale, scale, -1 / scale);
        double[] direction = RandomMatrix.Orthogonal(new System.Random(example.Seed), example.Dimension)[0];
        double[] clean = VerifiedMargins.OfPoints(new ReferenceNetwork(network), points);
        using EnsembleResult result = new AttackEnsemble(device.SparseCoding, direction, 1).Run(network, points, new EnsembleSettings(radius, 3, 1));
        return Enumerable.Range(0, points.Count).All(i =>
            result.Margins[i] <= clean[i] && Float64.Norm(Float64.Of(result.Perturbations.Row(i))) <= radius * (1 + 1e-5));
    });

    // So many squares that their sum in float32 is off by more than rounding.
    [Fact]
    public void Perturbations_of_many_coordinates_lie_in_the_ball()
    {
        const int Dimension = 300_000;
        var random = new System.Random(1);
        using var network = new SymmetricReluNetwork(RandomMatrix.Normal(random, 2, Dimension, 1 / Math.Sqrt(Dimension)), [0, 0], [0, 0], 1, Smoothing.None);
        Matrix x = RandomMatrix.Normal(random, 2, Dimension, 1);
        var reference = new ReferenceNetwork(network);
        using var points = new LabelledPoints(x, [.. Enumerable.Range(0, 2).Select(i => reference.Output(Float64.Of(x.Row(i))) > 0 ? 1f : -1f)]);
        using EnsembleResult result = new AttackEnsemble(device.SparseCoding, null, 1).Run(network, points, new EnsembleSettings(Radius, 5, 1));
        Assert.All(Enumerable.Range(0, 2), i => Assert.InRange(Float64.Norm(Float64.Of(result.Perturbations.Row(i))), 0.99 * Radius, Radius * (1 + 1e-5)));
    }

    /// <inheritdoc/>
    public void Dispose() => device.Dispose();

    // Half of them away from 0, where float32 squares fit.
    private static Gen<int> Exponents(int largest) => Gen.OneOf(Gen.Choose(-largest, largest), Gen.Elements(-largest, largest));

    private static SymmetricReluNetwork Rewritten(SymmetricReluNetwork network, float weights, float sizes, float outputScale) => new(
        Scaled(network.Weights, weights),
        Array.ConvertAll(network.Bias, value => sizes * value),
        Array.ConvertAll(network.SmoothingWidth, value => sizes * value),
        outputScale * network.OutputScale,
        network.Smoothing);

    private static Matrix Scaled(Matrix matrix, float factor) => Mapped(matrix, row => [.. row.Select(value => factor * value)]);

    private static Matrix Rotated(Matrix matrix, double[][] rotation) =>
        Mapped(matrix, row => [.. rotation.Select(axis => (float)axis.Zip(row, static (a, b) => a * b).Sum())]);

    private static Matrix Mapped(Matrix matrix, Func<float[], float[]> map)
    {
        var mapped = new Matrix(matrix.Rows, matrix.Columns);
        for (int i = 0; i < matrix.Rows; i++)
        {
            map(matrix.Row(i).ToArray()).CopyTo(mapped.Row(i));
        }

        return mapped;
    }

    // Twice the function: every neuron once whole and once in two halves, in any order, among neurons that never fire.
    private static SymmetricReluNetwork Shuffled(SymmetricReluNetwork network, System.Random random)
    {
        (int Neuron, float Share)[] parts =
        [
            .. Enumerable.Range(0, network.Width).SelectMany(static i => new[] { (i, 1f), (i, 0.5f), (i, 0.5f) }),
            (-1, 0), (-1, 1), (-1, 1e20f),
        ];
        random.Shuffle(parts);
        var weights = new Matrix(parts.Length, network.Dimension);
        for (int i = 0; i < parts.Length; i++)
        {
            (int neuron, float share) = parts[i];
            for (int j = 0; j < network.Dimension; j++)
            {
                weights.Row(i)[j] = neuron < 0 ? share : share * network.Weights.Row(neuron)[j];
            }
        }

        return new SymmetricReluNetwork(
            weights,
            [.. parts.Select(part => part.Neuron < 0 ? part.Share * 1e10f : part.Share * network.Bias[part.Neuron])],
            [.. parts.Select(part => part.Neuron < 0 ? 0 : part.Share * network.SmoothingWidth[part.Neuron])],
            network.OutputScale / 2,
            network.Smoothing);
    }

    private static void Train(TrainingCase example, SymmetricReluNetwork network)
    {
        using var device = new CpuDevice(1);
        using ITrainer trainer = device.SparseCoding.CreateTrainer(network, example.CreateDistribution(), example.Settings);
        trainer.Advance(0, example.Phase.Steps);
        trainer.ReadNetwork();
    }

    // The Gram matrix is not taken beyond its range, and rounds otherwise: powers of two compare projected descent within it only.
    private bool FindTheSame(SymmetricReluNetwork network, LabelledPoints points, SymmetricReluNetwork other, LabelledPoints moved, float unit)
    {
        bool isGramHeld = KernelChoice.HoldsGram(network, Radius) && KernelChoice.HoldsGram(other, Radius * unit);
        return AreTheSame(Adaptive(network, points, Radius), Adaptive(other, moved, Radius * unit), unit)
            && (!isGramHeld || AreTheSame(Projected(network, points, Radius), Projected(other, moved, Radius * unit), unit));
    }

    private static bool AreTheSame(Matrix perturbations, Matrix others, float unit)
    {
        using (perturbations)
        using (others)
        using (Matrix scaled = Scaled(perturbations, unit))
        {
            return RandomMatrix.HaveSameBits(scaled, others);
        }
    }

    private Matrix Adaptive(SymmetricReluNetwork network, LabelledPoints points, double radius)
    {
        var perturbations = new Matrix(points.Count, points.X.Columns);
        device.SparseCoding.AdaptiveAttack(network, points.X, points.Y, new AdaptiveAttackSettings(radius, 12), perturbations);
        return perturbations;
    }

    private Matrix Projected(SymmetricReluNetwork network, LabelledPoints points, double radius)
    {
        var perturbations = new Matrix(points.Count, points.X.Columns);
        device.SparseCoding.Attack(network, points.X, points.Y, AttackSettings.ProjectedGradient(radius, 12), perturbations);
        return perturbations;
    }

    private Matrix Step(SymmetricReluNetwork network, LabelledPoints points)
    {
        var perturbations = new Matrix(points.Count, points.X.Columns);
        device.SparseCoding.Attack(network, points.X, points.Y, AttackSettings.FastGradient(Radius), perturbations);
        return perturbations;
    }
}
