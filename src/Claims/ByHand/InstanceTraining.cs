using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Model.Device;
using PurifyProofs.Model.Files;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.ByHand;

/// <summary>What to train by hand.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Attack">How inputs are perturbed in the adversarial phase; structured data has that in its instance.</param>
/// <param name="Points">Fresh points that are written and on which both networks are measured.</param>
/// <param name="Directory">Where networks and points go; checkpoints of the same training found there are continued.</param>
public sealed record InstanceTrainingRequest(Instance Instance, TrainingAttack Attack, int Points, string Directory)
{
    /// <summary>Whether checkpoints that another version of the program wrote are continued as well.</summary>
    public bool ResumeOtherVersion { get; init; }

    /// <summary>The instance's family where it writes its files itself; null for sparse coding.</summary>
    internal IExportingFamily? Exporting => FamilyRegistry.Of(Instance.Family) as IExportingFamily;

    /// <summary>Refuses what needs more memory than there is.</summary>
    /// <exception cref="ArgumentException">It does; one sentence.</exception>
    public void RequireMemory()
    {
        if (Exporting is { } family)
        {
            family.RequirePoints(Instance, Points);
        }
        else
        {
            MemoryLimit.RequireArray("The points [n × d]", Points, Instance.Of<SparseCodingInstance>().Law.Dimension);
        }

        MemoryLimit.Require(
            FormattableString.Invariant($"Training '{Instance.Line}' and measuring it on {Points} points"),
            Instance.WorkingBytes(Points));
    }
}

/// <summary>What training an instance by hand left.</summary>
/// <param name="Clean">After clean training.</param>
/// <param name="Adversarial">After adversarial training from there.</param>
/// <param name="PointsPath">The file of the points.</param>
public sealed record TrainedInstance(MeasuredNetwork Clean, MeasuredNetwork Adversarial, string PointsPath);

/// <summary>Trains one instance as a check does, the same weights to the bit, and measures both networks on points it writes.</summary>
public sealed class InstanceTraining : IDisposable
{
    private readonly InstanceTrainingRequest request;
    private readonly SparseCodingInstance instance;
    private readonly TrainingFolder folder;
    private readonly SparseCodingContext context;
    private readonly ICheckProgress progress;
    private Study current;

    private InstanceTraining(InstanceTrainingRequest request, ISparseCodingDevice device, ICheckProgress progress, CancellationToken cancellation)
    {
        (this.request, this.progress) = (request, progress);
        instance = request.Instance.Of<SparseCodingInstance>();
        folder = new TrainingFolder(request.Directory);
        context = new SparseCodingContext(
            instance, device, new StudyOptions(Effort, request.Directory, (fraction, detail) => progress.StudyAdvanced(0, current, fraction, detail), cancellation));
    }

    /// <summary>How hard networks trained or attacked by hand are attacked, when not told.</summary>
    public static Effort Effort { get; } = Effort.Of(Scale.Standard);

    /// <summary>Trains, measures and writes; on cancellation leaves a checkpoint that the same request continues.</summary>
    /// <exception cref="InvalidDataException">The folder holds another training.</exception>
    /// <exception cref="ArgumentException">It needs more memory than there is; one sentence.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    /// <exception cref="ArithmeticException">Training diverged; one sentence.</exception>
    public static TrainedInstance Run(InstanceTrainingRequest request, IDevice device, ICheckProgress progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(progress);
        request.RequireMemory();
        Directory.CreateDirectory(request.Directory);
        new TrainingFolder(request.Directory).Claim(
            request.Instance,
            request.Attack == TrainingAttack.ProjectedGradient ? TrainedNetwork.ProjectedGradient : TrainedNetwork.FastGradient,
            request.ResumeOtherVersion);
        if (request.Exporting is { } family)
        {
            return new ExportedTraining(request, family, progress).Run(device, cancellation);
        }

        using var training = new InstanceTraining(request, device.SparseCoding, progress, cancellation);
        return training.Run();
    }

    public void Dispose() => context.Dispose();

    private TrainedInstance Run()
    {
        using LabelledPoints points = LabelledPoints.Draw(
            context.Device, context.Distribution, RandomStream.Evaluation, StreamSteps.PointsByHand.First, request.Points);
        PointsFile.Write(folder.PointsPath, points);
        (SymmetricReluNetwork cleanNetwork, MeasuredNetwork clean) = Follow(Study.Clean, TrainedNetwork.Clean, () => context.CleanNetwork(0, 0.9));
        using (cleanNetwork)
        {
            Study study = request.Attack == TrainingAttack.ProjectedGradient ? Study.ProjectedGradient : Study.FastGradient;
            (SymmetricReluNetwork purified, MeasuredNetwork adversarial) = Follow(study, TrainingFolder.Adversarial, () => TrainAdversarially(cleanNetwork));
            purified.Dispose();
            return new TrainedInstance(clean, adversarial, folder.PointsPath);
        }
    }

    private (SymmetricReluNetwork Network, MeasuredNetwork Measured) Follow(Study study, string name, Func<TrainingSnapshot> train)
    {
        current = study;
        progress.StudyStarted(0, study);
        SymmetricReluNetwork network = train().Network;
        context.Report(0.9, "attacking");
        MeasuredNetwork measured = Measure(name);
        progress.StudyFinished(0, study, Summary(measured), restored: false);
        return (network, measured);
    }

    private TrainingSnapshot TrainAdversarially(SymmetricReluNetwork clean)
    {
        bool projected = request.Attack == TrainingAttack.ProjectedGradient;
        RandomStream stream = projected ? RandomStream.ProjectedGradientTraining : RandomStream.FastGradientTraining;
        return context.Training(0, 0.9).Train(
            TrainingFolder.Adversarial,
            projected ? "adversarial training by PGD" : "adversarial training by FGM",
            () => context.AdversarialStart(clean),
            context.AdversarialSettings(instance.Plan.Adversarial with { Attack = request.Attack }, stream, new UpdateRule.Full()),
            context.Cancellation);
    }

    // Of the files, so that an attack on them by hand finds the same.
    private MeasuredNetwork Measure(string name)
    {
        var files = new AttackFiles(folder.NetworkPath(name), folder.PointsPath, null);
        AttackOutcome outcome =
            new FileAttack(context.Device, FileEnsemble.DefaultSettings(instance.Radius), instance.Seed).Run(files);
        return new MeasuredNetwork(files.Weights, Correct(outcome.CleanMargins), Correct(outcome.AttackedMargins));
    }

    /// <summary>What progress says of a network.</summary>
    internal static string Summary(MeasuredNetwork measured) =>
        FormattableString.Invariant($"clean {measured.CleanAccuracy.Estimate:P1}, attacked {measured.AttackedAccuracy.Estimate:P1}");

    private static Proportion Correct(double[] margins) => new(margins.Count(static margin => margin > 0), margins.Length);
}
