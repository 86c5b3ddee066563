using PurifyProofs.Model.Device;

namespace PurifyProofs.Claims.Evidence;

/// <summary>Everything that runs ask of a family of instances. Families do not know each other; the registry lists them.</summary>
public interface IFamily
{
    /// <summary>Which family it is.</summary>
    InstanceFamily Key { get; }

    /// <summary>The presets with which its lines may start, the default first.</summary>
    IReadOnlyList<string> Presets { get; }

    /// <summary>Its studies, in the order in which they run.</summary>
    IReadOnlyList<IStudy> Studies { get; }

    /// <summary>Where its controls take unbroken instances from.</summary>
    IReadOnlyList<ControlBase> Bases { get; }

    /// <summary>Reads a line whose preset is one of its own.</summary>
    /// <param name="preset">The preset.</param>
    /// <param name="values">The rest of the line.</param>
    /// <exception cref="FormatException">One sentence: which part is wrong and the mend.</exception>
    Instance Read(string preset, LineValues values);

    /// <summary>The first instances of the scale's law; a larger count begins with those of a smaller one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one instance.</exception>
    IReadOnlyList<Instance> Draw(Scale scale, ulong seed, int? count);

    /// <summary>What the studies of one of its instances work with; the caller disposes of it.</summary>
    StudyContext Open(Instance instance, IDevice device, StudyOptions options);

    /// <summary>Times a part of everything a check does, on one of its instances and this machine as it is now.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="device">The device.</param>
    /// <param name="effort">How hard networks are attacked.</param>
    /// <param name="wanted">What is to be forecast: units that it does not hold need not be timed.</param>
    UnitSeconds Rehearse(Instance instance, IDevice device, Effort effort, StudyWork wanted);
}
