using PurifyProofs.Bounds.Confidence;

namespace PurifyProofs.Claims.Evidence;

/// <summary>A trained network in its file, and how it does on the points.</summary>
/// <param name="Path">The file.</param>
/// <param name="CleanAccuracy">Correct without perturbation.</param>
/// <param name="AttackedAccuracy">Correct under all attacks at the instance's radius.</param>
public sealed record MeasuredNetwork(string Path, Proportion CleanAccuracy, Proportion AttackedAccuracy);

/// <summary>A family that writes the networks and points of its instances by itself, since no verb that reads such files knows them.</summary>
public interface IExportingFamily : IFamily
{
    /// <summary>The study whose network is the one without adversarial training.</summary>
    Study CleanStudy { get; }

    /// <summary>The study whose network is the one after it.</summary>
    Study AdversarialStudy { get; }

    /// <summary>Refuses points that no array holds.</summary>
    /// <exception cref="ArgumentException">None does; one sentence.</exception>
    void RequirePoints(Instance instance, int count);

    /// <summary>Draws fresh points and writes them, atomically.</summary>
    /// <param name="context">What <see cref="IFamily.Open"/> gave.</param>
    /// <param name="count">How many.</param>
    /// <param name="path">The file.</param>
    void WritePoints(StudyContext context, int count, string path);

    /// <summary>Trains as a check does, the same weights to the bit, writes the network, atomically, and measures it on the points.</summary>
    /// <param name="context">What <see cref="IFamily.Open"/> gave.</param>
    /// <param name="study">Which of the two.</param>
    /// <param name="path">The file.</param>
    /// <param name="pointsPath">A file of <see cref="WritePoints"/>.</param>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    /// <exception cref="ArithmeticException">Training diverged; one sentence.</exception>
    MeasuredNetwork WriteNetwork(StudyContext context, Study study, string path, string pointsPath);
}
