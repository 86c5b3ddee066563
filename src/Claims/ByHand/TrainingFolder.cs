using System.Text;
using PurifyProofs.Claims.Ledgers;
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
    /// Notes what is trained here and by which version of the program, so that a checkpoint is only ever continued by the training that wrote it.
    /// </summary>
    /// <param name="instance">What is trained.</param>
    /// <param name="attack">Under which attack.</param>
    /// <param name="resumeOtherVersion">Whether checkpoints of another version are continued; the note then names both.</param>
    /// <exception cref="InvalidDataException">The folder holds networks or points of another training or version.</exception>
    public void Claim(Instance instance, string attack, bool resumeOtherVersion)
    {
        ArgumentNullException.ThrowIfNull(instance);
        string path = Path.Combine(directory, NoteName);
        string training = $"{instance.Line}\nattack={attack}\n";
        string program = $"program: {ProgramVersion.Current}\n";
        string? found = File.Exists(path) ? File.ReadAllText(path) : null;
        if (found is not null && found.StartsWith(training, StringComparison.Ordinal))
        {
            GoOn(path, found, found[training.Length..], program, resumeOtherVersion);
            return;
        }

        if (found is not null || new[] { NetworkPath(TrainedNetwork.Clean), NetworkPath(Adversarial), PointsPath }.Any(File.Exists))
        {
            string owner = found is null ? "networks or points of unknown origin"
                : $"another training ({string.Join(", ", found.Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(2))})";
            throw new InvalidDataException($"'{directory}' holds {owner}, and nothing in it is overwritten; choose another folder.");
        }

        AtomicFile.WriteText(path, training + program);
    }

    // The last of the programs noted wrote the checkpoints; early versions noted none.
    private void GoOn(string path, string note, string programs, string program, bool resumeOtherVersion)
    {
        if (programs.EndsWith(program, StringComparison.Ordinal))
        {
            return;
        }

        if (!resumeOtherVersion)
        {
            string last = programs.Length == 0 ? ProgramVersion.Words(null) : programs.TrimEnd().Split('\n')[^1].Replace("program: ", string.Empty, StringComparison.Ordinal);
            throw new InvalidDataException(
                $"'{directory}' holds this training by {last}, and this is {ProgramVersion.Current}, which may train otherwise; "
                + "choose another folder, go on with that version, or mix both with --resume-other-version.");
        }

        AtomicFile.WriteText(path, note + program);
    }
}
