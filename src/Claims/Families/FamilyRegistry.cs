using PurifyProofs.Claims.Families.LowComplexity;
using PurifyProofs.Claims.Families.Patches;
using PurifyProofs.Claims.Families.SparseCoding;

namespace PurifyProofs.Claims.Families;

/// <summary>The families of instances: the only list of them. Whoever adds one adds its line here and its rooms to the architecture test.</summary>
public static class FamilyRegistry
{
    /// <summary>All families, in the order of the report; lines without a preset are of the first.</summary>
    public static IReadOnlyList<IFamily> All { get; } =
    [
        new SparseCodingFamily(
            [new LinearClassifiersStudy(), new PolynomialsStudy(), new PolynomialSizesStudy(), new TangentKernelModelsStudy()],
            static (instance, device, effort, wanted) => new LowComplexityRehearsal(instance, device.SparseCoding, LowComplexityEffort.Of(effort.Scale)).Measure(wanted)),
        new PatchFamily(),
    ];

    /// <summary>All studies, family by family, in the order in which they run.</summary>
    public static IReadOnlyList<IStudy> Studies { get; } = [.. All.SelectMany(static family => family.Studies)];

    /// <summary>The family of a key.</summary>
    /// <exception cref="ArgumentException">It is not registered.</exception>
    public static IFamily Of(InstanceFamily key) => All.FirstOrDefault(family => family.Key == key)
        ?? throw new ArgumentException($"No family of {key?.Name} is registered.", nameof(key));

    /// <summary>The families of some instances or claims, each once, in the order of the registry.</summary>
    public static IReadOnlyList<InstanceFamily> InOrder(IEnumerable<InstanceFamily> keys)
    {
        HashSet<InstanceFamily> wanted = [.. keys];
        return [.. All.Select(static family => family.Key).Where(wanted.Contains)];
    }

    /// <summary>Reads an instance line of any family. What is not given comes from the preset.</summary>
    /// <exception cref="FormatException">One sentence: which part is wrong and the mend.</exception>
    /// <exception cref="ArgumentException">The values do not fit together; one sentence.</exception>
    public static Instance Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        LineValues values = LineValues.Split(line);
        string preset = values.Take(LineValues.PresetKey) ?? All[0].Presets[0];
        IFamily family = All.FirstOrDefault(family => family.Presets.Contains(preset)) ?? throw UnknownPreset(preset);
        Instance instance = family.Read(preset, values);
        instance.Validate();
        return instance;
    }

    /// <summary>Instances for a check of claims about some families: as many of each, family by family.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one instance.</exception>
    public static IReadOnlyList<Instance> Draw(IReadOnlyList<InstanceFamily> families, Scale scale, ulong seed, int? count)
    {
        ArgumentNullException.ThrowIfNull(families);
        return [.. families.SelectMany(family => Of(family).Draw(scale, seed, count))];
    }

    /// <summary>The wanted studies and all their prerequisites, in running order.</summary>
    public static IReadOnlyList<IStudy> Closure(IEnumerable<Study> wanted)
    {
        var needed = new HashSet<Study>();
        var open = new Stack<Study>(wanted);
        while (open.TryPop(out Study study))
        {
            if (needed.Add(study))
            {
                foreach (Study prerequisite in Studies.First(candidate => candidate.Kind == study).Prerequisites)
                {
                    open.Push(prerequisite);
                }
            }
        }

        return [.. Studies.Where(study => needed.Contains(study.Kind))];
    }

    private static FormatException UnknownPreset(string preset) => new(
        $"There is no preset '{preset}'; the presets are {string.Join(", ", All[0].Presets)}{string.Concat(All.Skip(1).Select(static family => $" and, for {family.Key.Name}, {string.Join(", ", family.Presets)}"))}.");
}
