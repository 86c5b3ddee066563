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
/// <param name="VanishingGradients">
/// Points at which the gradient of the network that perturbations were computed on vanishes, so that a descent from there sees no direction.
/// </param>
public sealed record AttackOutcome(
    double[] CleanMargins, double[] AttackedMargins, double[][] Perturbations, bool DenseMixtureUsed, int VanishingGradients)
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
    /// <summary>Largest d at which the search for certificates, with its eigenbasis in O(d³), is one of the attacks.</summary>
    public const int LargestCertifiedDimension = 1024;

    /// <summary>The seed when not told.</summary>
    public const ulong DefaultSeed = 1;

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
        return files.Source is null
            ? RunEnsemble(network, DenseMixtureFile.Read(archive, network.Network.Dimension), points)
            : Transfer(files, points, new FileMargins(network.Exact, points));
    }

    private AttackOutcome RunEnsemble(ReadNetwork network, double[]? denseMixture, ReadPoints points)
    {
        using var pool = new WorkerPool(device.Threads);
        FileEnsembleResult result = new FileEnsemble(device, pool, settings, seed).Run(network, points, denseMixture);
        return new AttackOutcome(
            result.CleanMargins, result.Margins, result.Perturbations, denseMixture is not null, CountFlat(network.Exact, points));
    }

    private AttackOutcome Transfer(AttackFiles files, ReadPoints points, FileMargins margins)
    {
        using ReadNetwork source = NetworkFile.Read(NpzArchive.Read(files.Source!));
        RequireFit(files.Source!, source.Network, files.Points, points.Points);
        int[] all = [.. Enumerable.Range(0, points.Points.Count)];
        using var found = new Matrix(all.Length, points.Points.X.Columns);
        var descent = AttackSettings.ProjectedGradient(settings.Radius, settings.Steps);
        device.Attack(source.Network, points.Points.X, points.Points.Y, descent, found);
        double[][] written = [.. all.Select(i => FileMargins.InBall(found.Row(i), settings.Radius))];
        return new AttackOutcome(
            [.. all.Select(margins.OfPoint)], margins.Compute(all, i => written[i]), written, false, CountFlat(source.Exact, points));
    }

    private static int CountFlat(ReferenceNetwork network, ReadPoints points)
    {
        var margins = new FileMargins(network, points);
        return Enumerable.Range(0, points.Points.Count).AsParallel().Count(i => network.IsFlat(margins.Point(i)));
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
