using PurifyProofs.Model.Files;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>A trained network, or one in the middle of training, with the curve recorded so far.</summary>
/// <param name="Network">The network.</param>
/// <param name="CompletedSteps">Steps done.</param>
/// <param name="DenseShare">(step, median |cos(w, u)|) recorded so far.</param>
public sealed record TrainingSnapshot(SymmetricReluNetwork Network, int CompletedSteps, List<SeriesPoint> DenseShare);

/// <summary>
/// The networks of one instance as <c>.npz</c> files in a folder: what a resumed run need not train again. Files are
/// replaced whole, so a kill leaves the old or the new one.
/// </summary>
public sealed class NetworkStore
{
    private const string StepsKey = "steps";
    private const string CurveKey = "dense_share_curve";

    private readonly string folder;
    private readonly SparseCodingDistribution distribution;

    /// <summary>A store in <paramref name="folder"/>, which is made when missing and cleared of files that a kill left unfinished.</summary>
    public NetworkStore(string folder, SparseCodingDistribution distribution)
    {
        (this.folder, this.distribution) = (folder, distribution);
        Directory.CreateDirectory(folder);
        AtomicFile.RemoveLeftovers(folder);
    }

    /// <summary>What was saved under a name, or null. A damaged file counts as missing: it is trained again.</summary>
    public TrainingSnapshot? TryLoad(string name)
    {
        string path = PathOf(name);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            NpzArchive archive = NpzArchive.Read(path);
            // No checksum guards the names of arrays, and a law of smoothing that lost its name would read as the default one.
            if (!archive.Names.IsSupersetOf(NetworkFile.ArrayNames))
            {
                return null;
            }

            double[] curve = archive.Require(CurveKey, 1).AsDoubles();
            int steps = (int)archive.RequireScalar(StepsKey);
            List<SeriesPoint> points = [.. Enumerable.Range(0, curve.Length / 2).Select(i => new SeriesPoint(curve[2 * i], curve[(2 * i) + 1]))];
            return new TrainingSnapshot(NetworkFile.Read(archive).Network, steps, points);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Saves a snapshot under a name.</summary>
    public void Save(string name, TrainingSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        double[] curve = [.. snapshot.DenseShare.SelectMany(point => new[] { point.X, point.Y })];
        NetworkFile.Write(PathOf(name), snapshot.Network, new Dictionary<string, NpyArray>
        {
            [StepsKey] = NpyArray.Scalar(snapshot.CompletedSteps),
            [CurveKey] = NpyArray.Vector(curve.AsSpan()),
            ["M"] = NetworkFile.ToTransposedArray(distribution.Dictionary),
            ["wstar"] = NpyArray.Vector(distribution.Teacher.AsSpan()),
        });
    }

    /// <summary>The folder for the networks of the same preset at another dimension.</summary>
    public string SubfolderFor(int dimension) => Path.Combine(folder, FormattableString.Invariant($"d{dimension}"));

    private string PathOf(string name) => Path.Combine(folder, name + ".npz");
}
