using PurifyProofs.Model.Device;

namespace PurifyProofs.Claims.Families.Patches;

/// <summary>Patches with robust and non-robust features and the patch network (SD).</summary>
public sealed class PatchFamily : IFamily
{
    /// <summary>Which family it is.</summary>
    public static InstanceFamily Identity { get; } = new("structured data");

    public InstanceFamily Key => Identity;

    public IReadOnlyList<string> Presets { get; } = [PatchPreset.Name];

    public IReadOnlyList<IStudy> Studies { get; } = [PatchStudy.Standard, PatchStudy.Adversarial];

    public IReadOnlyList<ControlBase> Bases { get; } = [PatchBases.OfScale];

    public Instance Read(string preset, LineValues values) => PatchLine.Read(values);

    public IReadOnlyList<Instance> Draw(Scale scale, ulong seed, int? count) => PatchInstanceLaw.Draw(scale, seed, count);

    public StudyContext Open(Instance instance, IDevice device, StudyOptions options)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(device);
        return new PatchContext(instance.Of<PatchInstance>(), device.Patches, options);
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
