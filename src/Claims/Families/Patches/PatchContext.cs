using PurifyProofs.Model.Patches;

namespace PurifyProofs.Claims.Families.Patches;

/// <summary>What a study of structured data works with. Its networks train in seconds, so none is stored.</summary>
public sealed class PatchContext : StudyContext
{
    /// <summary>Draws the instance's distribution.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="device">Where it trains and attacks.</param>
    /// <param name="options">How its studies are run.</param>
    /// <exception cref="ArgumentException">It needs more memory than there is; one sentence.</exception>
    public PatchContext(PatchInstance instance, IPatchDevice device, StudyOptions options)
        : base(options)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(options);
        instance.RequireMemory(options.Effort.MostPoints);
        Device = device;
        Instance = instance;
        Distribution = new StructuredPatchDistribution(instance.Law, instance.Seed);
        Threat = instance.Threat.At(Distribution, instance.Radius);
        Meter = new PatchMeter(Device, Distribution, Threat, Effort);
    }

    /// <summary>The instance.</summary>
    public PatchInstance Instance { get; }

    /// <summary>Where it trains and attacks.</summary>
    public IPatchDevice Device { get; }

    /// <summary>The instance's data.</summary>
    public StructuredPatchDistribution Distribution { get; }

    /// <summary>What the adversary may do.</summary>
    public PatchThreat Threat { get; }

    /// <summary>Measures networks.</summary>
    public PatchMeter Meter { get; }

    /// <summary>The network from which both trainings start; the caller owns it.</summary>
    public PatchNetwork InitialNetwork() => InitialPatchNetwork.Draw(
        Instance.Law.Classes, Instance.Plan.NeuronsPerClass, Instance.Law.Dimension, Instance.Plan.Activation, Instance.Plan.InitialScale, Instance.Seed);

    /// <summary>Trains a network from the common start and follows what it learns; its steps fill the share [0, to] of the study's progress.</summary>
    /// <param name="settings">The training.</param>
    /// <param name="title">What progress calls it.</param>
    /// <param name="to">Where progress ends.</param>
    /// <exception cref="OperationCanceledException">Stopped between two points of the curve.</exception>
    /// <exception cref="ArithmeticException">Training diverged; one sentence.</exception>
    public (PatchNetwork Network, FeatureCurve Curve) Train(PatchTrainingSettings settings, string title, double to)
    {
        ArgumentNullException.ThrowIfNull(settings);
        PatchNetwork network = InitialNetwork();
        var curve = new FeatureCurve(Distribution, Instance.Plan.Activation.Threshold, settings.Steps);
        curve.Record(0, network);
        try
        {
            PatchTrainingRun.Execute(Device, network, Distribution, Threat, settings, curve.Interval, StepsCompleted, Cancellation);
        }
        catch
        {
            network.Dispose();
            throw;
        }

        return (network, curve);

        void StepsCompleted(int completed, PatchStepStatistics statistics)
        {
            if (curve.Record(completed, network))
            {
                Report(to * completed / settings.Steps, FormattableString.Invariant($"{title}, step {completed} of {settings.Steps}, loss {statistics.Loss:0.000}"));
            }
        }
    }

    public override void Dispose() => Distribution.Dispose();
}
