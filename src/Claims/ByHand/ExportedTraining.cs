using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Model.Device;

namespace PurifyProofs.Claims.ByHand;

/// <summary>
/// Trains an instance of a family that writes its files itself; networks of such families train in seconds, and none is continued.
/// </summary>
internal sealed class ExportedTraining(InstanceTrainingRequest request, IExportingFamily family, ICheckProgress progress)
{
    private readonly TrainingFolder folder = new(request.Directory);
    private Study current;

    /// <summary>Trains, measures and writes.</summary>
    public TrainedInstance Run(IDevice device, CancellationToken cancellation)
    {
        var options = new StudyOptions(InstanceTraining.Effort, request.Directory, Advanced, cancellation);
        using StudyContext context = family.Open(request.Instance, device, options);
        family.WritePoints(context, request.Points, folder.PointsPath);
        MeasuredNetwork clean = Follow(context, family.CleanStudy, TrainedNetwork.Clean);
        MeasuredNetwork adversarial = Follow(context, family.AdversarialStudy, TrainingFolder.Adversarial);
        return new TrainedInstance(clean, adversarial, folder.PointsPath);
    }

    private MeasuredNetwork Follow(StudyContext context, Study study, string name)
    {
        current = study;
        progress.StudyStarted(0, study);
        MeasuredNetwork measured = family.WriteNetwork(context, study, folder.NetworkPath(name), folder.PointsPath);
        progress.StudyFinished(0, study, InstanceTraining.Summary(measured), restored: false);
        return measured;
    }

    private void Advanced(double fraction, string detail) => progress.StudyAdvanced(0, current, fraction, detail);
}
