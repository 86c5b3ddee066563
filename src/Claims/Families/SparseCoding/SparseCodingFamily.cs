using PurifyProofs.Model.Device;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>Sparse codes of a hidden dictionary and the symmetric two-layer network (FP, LB).</summary>
/// <param name="guests">Studies of other rooms that work on its instances.</param>
/// <param name="rehearseGuests">Times their units of work.</param>
public sealed class SparseCodingFamily(IReadOnlyList<IStudy> guests, Func<SparseCodingInstance, IDevice, Effort, StudyWork, UnitSeconds> rehearseGuests) : IFamily
{
    /// <summary>Which family it is.</summary>
    public static InstanceFamily Identity { get; } = new("sparse coding");

    public InstanceFamily Key => Identity;

    public IReadOnlyList<string> Presets { get; } = [PresetCatalogue.DefaultName, .. PresetCatalogue.All.Select(static preset => preset.Name).Where(static name => name != PresetCatalogue.DefaultName)];

    public IReadOnlyList<IStudy> Studies { get; } =
    [
        new CleanStudy(),
        AdversarialStudy.FastGradient,
        AdversarialStudy.ProjectedGradient,
        new TransferStudy(),
        new LowRankStudy(),
        new LongerTrainingStudy(),
        new DimensionsStudy(),
        new CostStudy(),
        .. guests,
    ];

    public IReadOnlyList<ControlBase> Bases { get; } =
        [SparseCodingBases.OfScale, SparseCodingBases.SingleFeature, SparseCodingBases.LoudNoise, SparseCodingBases.OfSizes];

    public Instance Read(string preset, LineValues values) => SparseCodingLine.Read(preset, values);

    public IReadOnlyList<Instance> Draw(Scale scale, ulong seed, int? count) => InstanceLaw.Draw(scale, seed, count);

    public StudyContext Open(Instance instance, IDevice device, StudyOptions options)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(device);
        return new SparseCodingContext(instance.Of<SparseCodingInstance>(), device.SparseCoding, options);
    }

    public UnitSeconds Rehearse(Instance instance, IDevice device, Effort effort, StudyWork wanted)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(effort);
        SparseCodingInstance own = instance.Of<SparseCodingInstance>();
        own.RequireMemory(effort.MostPoints);
        SparseCodingInstance rehearsed = SparseCodingRehearsal.AtRehearsedSize(own);
        return own.ForwardProducts / rehearsed.ForwardProducts
            * (new SparseCodingRehearsal(rehearsed, device.SparseCoding, effort).Measure() + rehearseGuests(rehearsed, device, effort, wanted));
    }
}
