using System.Numerics.Tensors;
using PurifyProofs.Model.Files;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.ByHand;

/// <summary>The files of an attack by hand.</summary>
/// <param name="Weights">The attacked network.</param>
/// <param name="Points">The points.</param>
/// <param name="Source">The network on which perturbations are computed; null for the attacked one itself.</param>
public sealed record AttackFiles(string Weights, string Points, string? Source);

/// <summary>What an attack by hand found, of the numbers that the files hold.</summary>
/// <param name="CleanMargins">y f(x), float64 [n].</param>
/// <param name="AttackedMargins">y f(x + δ), float64 [n].</param>
/// <param name="Perturbations">δ [n][d], of that margin to the bit and inside the ball in float64.</param>
/// <param name="DenseMixtureUsed">Whether members that know the dense mixture took part.</param>
public sealed record AttackOutcome(double[] CleanMargins, double[] AttackedMargins, double[][] Perturbations, bool DenseMixtureUsed)
{
    /// <summary>Share of points classified correctly without perturbation.</summary>
    public double CleanAccuracy => Share(CleanMargins);

    /// <summary>Share of points classified correctly with it.</summary>
    public double AttackedAccuracy => Share(AttackedMargins);

    private static double Share(double[] margins) => margins.Count(margin => margin > 0) / (double)margins.Length;
}

/// <summary>Attacks the network of one file on the points of another. Gradients are those of float32, margins those of the files.</summary>
public sealed class FileAttack(ISparseCodingDevice device, EnsembleSettings settings, ulong seed)
{
    /// <summary>
    /// Runs the whole ensemble on the attacked network; with a source instead projected descent of the source's margin from
    /// every point, whose perturbations the attacked network then meets, whether they help or not.
    /// </summary>
    /// <exception cref="InvalidDataException">A file is damaged, lacks an array or does not fit the others; one sentence.</exception>
    public AttackOutcome Run(AttackFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        NpzArchive archive = NpzArchive.Read(files.Weights);
        using ReadNetwork network = NetworkFile.Read(archive);
        using ReadPoints points = PointsFile.Read(NpzArchive.Read(files.Points));
        RequireFit(files.Weights, network.Network, files.Points, points.Points);
        var margins = new FileMargins(network.Exact, points);
        return files.Source is null
            ? RunEnsemble(network.Network, DenseMixtureFile.Read(archive, network.Network.Dimension), points.Points, margins)
            : Transfer(files, points.Points, margins);
    }

    private AttackOutcome RunEnsemble(SymmetricReluNetwork network, double[]? denseMixture, LabelledPoints points, FileMargins margins)
    {
        using EnsembleResult result = new AttackEnsemble(device, denseMixture, seed).Run(
            network, points, settings, (indices, perturbations) => margins.Compute(indices, i => InBall(perturbations, i)));
        return Judge(margins, result.Perturbations, denseMixture is not null);
    }

    private AttackOutcome Transfer(AttackFiles files, LabelledPoints points, FileMargins margins)
    {
        using ReadNetwork source = NetworkFile.Read(NpzArchive.Read(files.Source!));
        RequireFit(files.Source!, source.Network, files.Points, points);
        using var perturbations = new Matrix(points.Count, points.X.Columns);
        device.Attack(source.Network, points.X, points.Y, AttackSettings.ProjectedGradient(settings.Radius, settings.Steps), perturbations);
        return Judge(margins, perturbations, denseMixtureUsed: false);
    }

    private AttackOutcome Judge(FileMargins margins, Matrix perturbations, bool denseMixtureUsed)
    {
        int[] all = [.. Enumerable.Range(0, perturbations.Rows)];
        double[][] written = [.. all.Select(i => InBall(perturbations, i))];
        return new AttackOutcome([.. all.Select(margins.OfPoint)], margins.Compute(all, i => written[i]), written, denseMixtureUsed);
    }

    private double[] InBall(Matrix perturbations, int index)
    {
        var perturbation = new double[perturbations.Columns];
        TensorPrimitives.ConvertTruncating<float, double>(perturbations.Row(index), perturbation);
        return FileMargins.InBall(perturbation, settings.Radius);
    }

    /// <summary>Throws where points and network differ in dimension.</summary>
    /// <exception cref="InvalidDataException">They do; one sentence.</exception>
    internal static void RequireFit(string weightsPath, SymmetricReluNetwork network, string pointsPath, LabelledPoints points)
    {
        if (points.X.Columns != network.Dimension)
        {
            throw new InvalidDataException(
                $"'{pointsPath}' holds points of dimension {points.X.Columns}, but the network in '{weightsPath}' takes dimension {network.Dimension}; give points and network of one instance.");
        }
    }
}
