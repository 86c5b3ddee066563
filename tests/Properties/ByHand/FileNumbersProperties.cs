using FsCheck.Fluent;
using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Claims.ByHand;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Files;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.ByHand;

/// <summary>Verbs speak of the numbers in the files, not of those that float32 makes of them.</summary>
public sealed class FileNumbersProperties : PropertyChecks, IDisposable
{
    private const int DescentSteps = 30;

    private static readonly CertificateSettings Quick = new(Relaxation.Quadratic, 25, 1e-4);

    private static readonly FsCheck.Gen<FileNumbers> InFloat32 = FileNumbers.Any.Select(static example => example with { Rounded = 0 });

    private static readonly FsCheck.Gen<FileNumbers> FarOut =
        FileNumbers.Any.Select(static example => example with { Offset = Math.Max(example.Offset, 1000) });

    private readonly TemporaryFolder folder = new();
    private readonly WorkerPool pool = new(1);
    private readonly CpuDevice device = new(1);

    private string Weights => folder["weights.npz"];

    private string Points => folder["points.npz"];

    // Margins are evaluated in float64, whose own rounding must not count.
    [Fact]
    public void No_perturbation_turns_a_certified_point_of_the_file() => Check(FileNumbers.Any, 600, example =>
    {
        double radius = example.Write(Weights, Points);
        CertificationOutcome outcome =
            new FileCertificate(device.SparseCoding, pool, Quick).RunWithRadii(new CertifiedFiles(Weights, Points), radius, Silent, CancellationToken.None);
        using ReadNetwork network = NetworkFile.Read(NpzArchive.Read(Weights));
        using ReadPoints points = PointsFile.Read(NpzArchive.Read(Points));
        return Enumerable.Range(0, FileNumbers.PointCount).All(i =>
        {
            Certificate certificate = outcome.Certificates[i];
            double rounding = 1e-13 * (1 + example.Offset);
            double least = Descend(network.Exact, points, i, radius, certificate.Perturbation);
            double certified = outcome.Radii![i].Certified;
            return (!certificate.IsCertified || least > 0)
                && least >= certificate.LowerBound - rounding
                && (certified == 0 || Descend(network.Exact, points, i, certified, certificate.Perturbation) > -rounding);
        });
    });

    [Fact]
    public void No_perturbation_turns_a_point_of_the_file_that_was_decided_robust() => Check(FarOut, 600, example =>
    {
        double radius = example.Write(Weights, Points);
        VerificationOutcome outcome =
            new FileVerification(device.SparseCoding, pool, 200).Run(new CertifiedFiles(Weights, Points), radius, Silent, CancellationToken.None);
        using ReadNetwork network = NetworkFile.Read(NpzArchive.Read(Weights));
        using ReadPoints points = PointsFile.Read(NpzArchive.Read(Points));
        return AreThoseOfTheFile(
                radius, [.. outcome.Enclosures.Select(static one => one.Upper)], [.. outcome.Enclosures.Select(static one => one.Perturbation)])
            && Enumerable.Range(0, FileNumbers.PointCount).All(i =>
            {
                double least = Descend(network.Exact, points, i, radius, outcome.Enclosures[i].Perturbation);
                return (outcome.Verdicts[i] != PointVerdict.Robust || least > 0)
                    && least >= outcome.Enclosures[i].Lower - (1e-13 * (1 + example.Offset));
            });
    });

    [Fact]
    public void Margins_and_perturbations_of_a_certificate_are_those_of_the_file() => Check(FileNumbers.Any, 200, example =>
    {
        double radius = example.Write(Weights, Points);
        Certificate[] certificates =
            new FileCertificate(device.SparseCoding, pool, Quick).Run(new CertifiedFiles(Weights, Points), radius, Silent, CancellationToken.None).Certificates;
        return AreThoseOfTheFile(
            radius, [.. certificates.Select(static one => one.AttackedMargin)], [.. certificates.Select(static one => one.Perturbation)]);
    });

    [Fact]
    public void Margins_and_perturbations_of_an_attack_are_those_of_the_file() => Check(FileNumbers.Any, 200, example =>
    {
        double radius = example.Write(Weights, Points);
        AttackOutcome outcome = Attack(new EnsembleSettings(radius, 5, 1), null);
        return AreThoseOfTheFile(radius, outcome.AttackedMargins, outcome.Perturbations)
            && outcome.AttackedMargins.Zip(outcome.CleanMargins).All(static pair => pair.First <= pair.Second);
    });

    [Fact]
    public void A_transferred_perturbation_is_judged_as_it_is_written() => Check(FileNumbers.Any, 50, example =>
    {
        double radius = example.Write(Weights, Points);
        AttackOutcome outcome = Attack(new EnsembleSettings(radius, 5, 0), Weights);
        return AreThoseOfTheFile(radius, outcome.AttackedMargins, outcome.Perturbations);
    });

    // What float32 holds is certified as it always was, to the bit.
    [Fact]
    public void Nothing_is_lost_where_float32_holds_the_file() => Check(InFloat32, 100, example =>
    {
        double radius = example.Write(Weights, Points);
        Certificate[] ofFile =
            new FileCertificate(device.SparseCoding, pool, Quick).Run(new CertifiedFiles(Weights, Points), radius, Silent, CancellationToken.None).Certificates;
        using ReadNetwork network = NetworkFile.Read(NpzArchive.Read(Weights));
        using ReadPoints points = PointsFile.Read(NpzArchive.Read(Points));
        Certificate[] direct = new Certifier(new CertifiableNetwork(network.Network), pool).Certify(points.Points, radius, Quick);
        return ofFile.Zip(direct).All(static pair =>
            pair.First.LowerBound.Equals(pair.Second.LowerBound) && pair.First.CleanMargin.Equals(pair.Second.CleanMargin));
    });

    [Fact]
    public void Outputs_of_file_and_float32_network_are_no_farther_apart_than_the_bound() => Check(
        FileNumbers.Any.Select(static example => example with { Rounded = 3 }),
        500,
        example =>
        {
            example.Write(Weights, Points);
            using ReadNetwork network = NetworkFile.Read(NpzArchive.Read(Weights));
            var bound = new NetworkRoundingBound(network.Network, network.Rounding);
            var rounded = new ReferenceNetwork(network.Network);
            var random = new System.Random(example.Seed ^ 0xB0);
            return Enumerable.Range(0, 20).All(_ =>
            {
                double reach = Math.Exp(8 * (random.NextDouble() - 0.5));
                double[] z = OnSphere(random, example.Dimension, reach);
                return Math.Abs(network.Exact.Output(z) - rounded.Output(z)) <= bound.Of(reach) + (1e-14 * (1 + reach));
            });
        });

    // A network whose only change is the scale shows whether that change is counted, and likewise each of the others.
    [Theory]
    [InlineData("W")]
    [InlineData("b")]
    [InlineData("s")]
    [InlineData("a")]
    public void Each_kind_of_parameter_counts(string name)
    {
        NpzArchive.Write(Weights, new Dictionary<string, NpyArray>
        {
            ["W"] = NpyArray.Matrix([name == "W" ? 0.1 : 0.5], 1, 1),
            ["b"] = NpyArray.Vector([name == "b" ? 0.1 : 0.5]),
            ["s"] = NpyArray.Vector([name == "s" ? 0.1 : 0.5]),
            ["a"] = NpyArray.Scalar(name == "a" ? 0.1 : 0.5),
            ["smoothing"] = NpyArray.Scalar((int)Smoothing.Gaussian),
        });
        using ReadNetwork network = NetworkFile.Read(NpzArchive.Read(Weights));
        double bound = new NetworkRoundingBound(network.Network, network.Rounding).Of(1);
        Assert.InRange(bound, 1e-10, 1e-7);
        double[] point = [1];
        Assert.InRange(Math.Abs(network.Exact.Output(point) - new ReferenceNetwork(network.Network).Output(point)), 0, bound);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        device.Dispose();
        pool.Dispose();
        folder.Dispose();
    }

    private static Progress<WorkDone> Silent { get; } = new();

    private AttackOutcome Attack(EnsembleSettings settings, string? source) =>
        new FileAttack(device.SparseCoding, settings, 1).Run(new AttackFiles(Weights, Points, source));

    // Written and read again; norms summed forwards and backwards.
    private bool AreThoseOfTheFile(double radius, double[] margins, double[][] perturbations)
    {
        int dimension = perturbations[0].Length;
        NpzArchive.Write(folder["delta.npz"], new Dictionary<string, NpyArray>
        {
            ["delta"] = NpyArray.Matrix([.. perturbations.SelectMany(static one => one)], perturbations.Length, dimension),
        });
        double[] delta = NpzArchive.Read(folder["delta.npz"]).Require("delta").AsDoubles();
        double[] x = NpzArchive.Read(Points).Require("X").AsDoubles();
        double[] y = NpzArchive.Read(Points).Require("y").AsDoubles();
        using ReadNetwork network = NetworkFile.Read(NpzArchive.Read(Weights));
        return Enumerable.Range(0, margins.Length).All(i =>
        {
            double[] moved = [.. Enumerable.Range(i * dimension, dimension).Select(at => x[at] + delta[at])];
            double[] squares = [.. delta[(i * dimension)..((i + 1) * dimension)].Select(static value => value * value)];
            return Math.Sqrt(squares.Sum()) <= radius
                && Math.Sqrt(squares.Reverse().Sum()) <= radius
                && (y[i] * network.Exact.Output(moved)).Equals(margins[i]);
        });
    }

    // The least margin that descent of the file's own float64 margin meets, from the point, random places and a given start.
    private static double Descend(ReferenceNetwork network, ReadPoints points, int index, double radius, double[] start)
    {
        var random = new System.Random(index);
        int dimension = start.Length;
        var x = new double[dimension];
        points.CopyTo(index, x);
        double y = points.Points.Y[index], least = double.PositiveInfinity;
        foreach (double[] first in new[] { start, new double[dimension], OnSphere(random, dimension, radius) })
        {
            double[] delta = Held(first, radius);
            var gradient = new double[dimension];
            for (int step = 0; step <= DescentSteps; step++)
            {
                double[] moved = [.. x.Zip(delta, static (coordinate, shift) => coordinate + shift)];
                least = Math.Min(least, y * network.Output(moved));
                network.InputGradient(moved, gradient);
                double slope = Math.Sqrt(gradient.Sum(static value => value * value));
                double length = slope == 0 ? 0 : y * radius / slope * (step < DescentSteps / 2 ? 2 : 0.2);
                delta = Held([.. delta.Zip(gradient, (shift, direction) => shift - (length * direction))], radius);
            }
        }

        return least;
    }

    private static double[] Held(double[] delta, double radius)
    {
        double norm = Math.Sqrt(delta.Sum(static value => value * value));
        return norm <= radius ? delta : [.. delta.Select(value => value * radius / norm * (1 - 1e-12))];
    }

    private static double[] OnSphere(System.Random random, int dimension, double radius)
    {
        double[] direction = [.. Enumerable.Range(0, dimension).Select(_ => random.NextDouble() - 0.5)];
        double norm = Math.Sqrt(direction.Sum(static value => value * value));
        return [.. direction.Select(value => value * radius / norm)];
    }
}
