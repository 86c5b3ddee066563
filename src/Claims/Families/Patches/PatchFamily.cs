using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Model.Device;
using PurifyProofs.Model.Files;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Claims.Families.Patches;

/// <summary>Patches with robust and non-robust features and the patch network (SD).</summary>
public sealed class PatchFamily : IExportingFamily
{
    /// <summary>Which family it is.</summary>
    public static InstanceFamily Identity { get; } = new("structured data");

    public InstanceFamily Key => Identity;

    public IReadOnlyList<string> Presets { get; } = [PatchPreset.Name];

    public IReadOnlyList<IStudy> Studies { get; } = [PatchStudy.Standard, PatchStudy.Adversarial];

    public IReadOnlyList<ControlBase> Bases { get; } = [PatchBases.OfScale];

    public Study CleanStudy => Study.PatchStandard;

    public Study AdversarialStudy => Study.PatchAdversarial;

    public Instance Read(string preset, LineValues values) => PatchLine.Read(values);

    public IReadOnlyList<Instance> Draw(Scale scale, ulong seed, int? count) => PatchInstanceLaw.Draw(scale, seed, count);

    public StudyContext Open(Instance instance, IDevice device, StudyOptions options)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(device);
        return new PatchContext(instance.Of<PatchInstance>(), device.Patches, options);
    }

    public void RequirePoints(Instance instance, int count)
    {
        ArgumentNullException.ThrowIfNull(instance);
        StructuredPatchLaw law = instance.Of<PatchInstance>().Law;
        MemoryLimit.RequireArray("The points [n × Pd]", count, (double)law.Patches * law.Dimension);
    }

    public void WritePoints(StudyContext context, int count, string path)
    {
        ArgumentNullException.ThrowIfNull(context);
        PatchContext own = context.Of<PatchContext>();
        using PatchSamples samples =
            PatchSamples.Draw(own.Device, own.Distribution, RandomStream.Evaluation, StreamSteps.PointsByHand.First, count);
        PatchSamplesFile.Write(path, samples);
    }

    public MeasuredNetwork WriteNetwork(StudyContext context, Study study, string path, string pointsPath)
    {
        ArgumentNullException.ThrowIfNull(context);
        PatchContext own = context.Of<PatchContext>();
        PatchTrainingPlan plan = own.Instance.Plan;
        bool adversarial = study == Study.PatchAdversarial;
        string title = $"{(adversarial ? TrainedNetwork.PatchAdversarial : TrainedNetwork.PatchStandard)} training";
        (PatchNetwork trained, _) = own.Train(adversarial ? plan.Adversarial : plan.Standard, title, 0.5);
        using (trained)
        {
            PatchNetworkFile.Write(path, trained, own.Distribution);
        }

        // Of the files, which is what other tools are handed.
        using PatchNetwork network = PatchNetworkFile.Read(NpzArchive.Read(path));
        using PatchSamples samples = PatchSamplesFile.Read(NpzArchive.Read(pointsPath));
        own.Report(0.5, "attacking and certifying");
        PatchRobustness found = own.Meter.Robustness(network, samples);
        return new MeasuredNetwork(path, new Proportion(found.Clean, found.Samples), new Proportion(found.WithstandAll, found.Samples));
    }

    public UnitSeconds Rehearse(Instance instance, IDevice device, Effort effort, StudyWork wanted)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(effort);
        PatchInstance own = instance.Of<PatchInstance>();
        own.RequireMemory(effort.MostPoints);
        PatchInstance rehearsed = PatchRehearsal.AtRehearsedSize(own);
        return own.ForwardProducts / rehearsed.ForwardProducts * new PatchRehearsal(rehearsed, device.Patches, effort).Measure();
    }
}
