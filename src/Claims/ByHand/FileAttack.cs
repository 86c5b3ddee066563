using PurifyProofs.Model.Files;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.ByHand;

/// <summary>The files of an attack by hand.</summary>
/// <param name="Weights">The attacked network.</param>
/// <param name="Points">The points.</param>
/// <param name="Source">The network on which perturbations are computed; null for the attacked one itself.</param>
public sealed record AttackFiles(string Weights, string Points, string? Source);

/// <summary>What an attack by hand found.</summary>
/// <param name="CleanMargins">y f(x), float64 [n].</param>
/// <param name="AttackedMargins">y f(x + δ), float64 [n].</param>
/// <param name="Perturbations">δ [n × d].</param>
/// <param name="DenseMixtureUsed">Whether members that know the dense mixture took part.</param>
public sealed record AttackOutcome(double[] CleanMargins, double[] AttackedMargins, Matrix Perturbations, bool DenseMixtureUsed) : IDisposable
{
    /// <summary>Share of points classified correctly without perturbation.</summary>
    public double CleanAccuracy => Share(CleanMargins);

    /// <summary>Share of points classified correctly with it.</summary>
    public double AttackedAccuracy => Share(AttackedMargins);

    public void Dispose() => Perturbations.Dispose();

    private static double Share(double[] margins) => margins.Count(margin => margin > 0) / (double)margins.Length;
}

/// <summary>Attacks the network of one file on the points of another.</summary>
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
        using SymmetricReluNetwork network = NetworkFile.Read(archive);
        using LabelledPoints points = PointsFile.Read(NpzArchive.Read(files.Points));
        RequireFit(files.Weights, network, files.Points, points);
        return files.Source is null
            ? RunEnsemble(network, DenseMixtureFile.Read(archive, network.Dimension), points)
            : Transfer(files, network, points);
    }

    private AttackOutcome RunEnsemble(SymmetricReluNetwork network, double[]? denseMixture, LabelledPoints points)
    {
        EnsembleResult result = new AttackEnsemble(device, denseMixture, seed).Run(network, points, settings);
        return new AttackOutcome(VerifiedMargins.OfPoints(new ReferenceNetwork(network), points), result.Margins, result.Perturbations, denseMixture is not null);
    }

    private AttackOutcome Transfer(AttackFiles files, SymmetricReluNetwork network, LabelledPoints points)
    {
        using SymmetricReluNetwork source = NetworkFile.Read(NpzArchive.Read(files.Source!));
        RequireFit(files.Source!, source, files.Points, points);
        var perturbations = new Matrix(points.Count, points.X.Columns);
        device.Attack(source, points.X, points.Y, AttackSettings.ProjectedGradient(settings.Radius, settings.Steps), perturbations);
        var reference = new ReferenceNetwork(network);
        double[] attacked = VerifiedMargins.Compute(reference, points, perturbations, settings.Radius);
        return new AttackOutcome(VerifiedMargins.OfPoints(reference, points), attacked, perturbations, DenseMixtureUsed: false);
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
