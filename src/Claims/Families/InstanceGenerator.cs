using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Families.Patches;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Claims.Families;

/// <summary>Draws the instances of a check: independent draws of the scale's <see cref="InstanceLaw"/>, or of <see cref="PatchInstanceLaw"/>.</summary>
public static class InstanceGenerator
{
    // FsCheck's generator is a counter with this odd increment under a mixing function (SplitMix: G. L. Steele, D. Lea and
    // C. H. Flood, OOPSLA 2014). Increments that differ from draw to draw would make the counters of two draws meet.
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    /// <summary>
    /// How many instances a scale draws at most when not told: about twice what its claims need where they hold on all, so
    /// that two adverse instances do not leave them undecided (docs/statistics.md).
    /// </summary>
    public static int LargestCount(Scale scale) => scale switch
    {
        Scale.Smoke => 1,
        Scale.Quick => 16,
        Scale.Standard => 140,
        _ => 300,
    };

    /// <summary>
    /// Instances of sparse coding for a check, independent and of one law, as the sequential test across instances requires. Instance i is a
    /// function of scale, seed and i alone, so a larger count begins with the instances of a smaller one.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one instance.</exception>
    public static IReadOnlyList<SparseCodingInstance> Generate(Scale scale, ulong seed, int? count)
    {
        Gen<SparseCodingInstance> generator = Core(scale);
        return [.. Enumerable.Range(0, Wanted(scale, count)).Select(index => Draw(generator, seed, index))];
    }

    /// <summary>Instances of structured data for a check, as those of <see cref="Generate(Scale, ulong, int?)"/>; their law is the same at every scale.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one instance.</exception>
    public static IReadOnlyList<PatchInstance> GeneratePatches(Scale scale, ulong seed, int? count)
    {
        Gen<PatchInstance> generator = PatchInstanceLaw.Generator();
        return [.. Enumerable.Range(0, Wanted(scale, count)).Select(index => Draw(generator, seed, index, RandomStream.PatchInstances))];
    }

    /// <summary>Instances for a check of claims about some families: as many of each, family by family.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one instance.</exception>
    public static IReadOnlyList<Instance> Generate(IReadOnlyList<InstanceFamily> families, Scale scale, ulong seed, int? count)
    {
        ArgumentNullException.ThrowIfNull(families);
        return [.. families.SelectMany(family => (IReadOnlyList<Instance>)(family == InstanceFamily.Patches ? GeneratePatches(scale, seed, count) : Generate(scale, seed, count)))];
    }

    /// <summary>The generator of a scale's law of sparse coding.</summary>
    public static Gen<SparseCodingInstance> Core(Scale scale) => InstanceLaw.Of(scale).Generator();

    /// <summary>Draw number <paramref name="index"/>, by a counter of its own that starts where Philox says.</summary>
    internal static T Draw<T>(Gen<T> generator, ulong seed, int index, RandomStream stream = RandomStream.Instances)
    {
        (uint low, uint high, _, _) = Philox.Block(seed, new PhiloxCounter(0, (uint)index, 0, (uint)stream << 1));
        return generator.Sample(50, new Rnd(((ulong)high << 32) | low, GoldenGamma), 1).First();
    }

    private static int Wanted(Scale scale, int? count)
    {
        int wanted = count ?? LargestCount(scale);
        return wanted >= 1 ? wanted : throw new ArgumentOutOfRangeException(nameof(count), wanted, "A check needs at least one instance; give --instances a positive number.");
    }
}
