using System.Text;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Model.Files;

namespace PurifyProofs.Claims.ByHand;

/// <summary>The folder of one instance trained by hand: both networks, points, and a note on what was trained.</summary>
/// <param name="directory">Its path; it exists.</param>
public sealed class TrainingFolder(string directory)
{
    /// <summary>Name of the adversarially trained network in the folder; the other is <see cref="TrainedNetwork.Clean"/>.</summary>
    public const string Adversarial = "adversarial";

    private const string NoteName = "training.txt";

    /// <summary>Path of the points.</summary>
    public string PointsPath => Path.Combine(directory, "points.npz");

    /// <summary>Path of a network by its name.</summary>
    public string NetworkPath(string name) => Path.Combine(directory, name + ".npz");

    /// <summary>
    /// Notes what is trained here, so that a checkpoint is only ever continued by the training that wrote it.
    /// </summary>
    /// <exception cref="InvalidDataException">The folder holds networks or points of another training.</exception>
    public void Claim(SparseCodingInstance instance, string attack)
    {
        ArgumentNullException.ThrowIfNull(instance);
        string path = Path.Combine(directory, NoteName);
        string note = $"{instance.Line}\nattack={attack}\n";
        string? found = File.Exists(path) ? File.ReadAllText(path) : null;
        if (found == note)
        {
            return;
        }

        if (found is not null || new[] { NetworkPath(TrainedNetwork.Clean), NetworkPath(Adversarial), PointsPath }.Any(File.Exists))
        {
            string owner = found is null ? "networks or points of unknown origin"
                : $"another training ({found.TrimEnd().Replace("\n", ", ", StringComparison.Ordinal)})";
            throw new InvalidDataException($"'{directory}' holds {owner}, and nothing in it is overwritten; choose another folder.");
        }

        AtomicFile.WriteText(path, note);
    }
}
