using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Claims.Instances;

/// <summary>
/// Draws the instances of a check: independent and of one law, as the sequential test across instances requires. Instance i is a function of
/// scale, seed and i alone, so a larger count begins with the instances of a smaller one.
/// </summary>
public static class InstanceDraw
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

    /// <summary>The first instances of a law.</summary>
    /// <param name="law">The law.</param>
    /// <param name="stream">The stream of its family.</param>
    /// <param name="scale">Decides the number of instances when not told.</param>
    /// <param name="seed">Seed of all draws.</param>
    /// <param name="count">How many; null for <see cref="LargestCount"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than one instance.</exception>
    public static IReadOnlyList<TInstance> Of<TInstance>(Gen<TInstance> law, RandomStream stream, Scale scale, ulong seed, int? count)
        where TInstance : Instance
    {
        int wanted = count ?? LargestCount(scale);
        return wanted >= 1
            ? [.. Enumerable.Range(0, wanted).Select(index => One(law, seed, index, stream))]
            : throw new ArgumentOutOfRangeException(nameof(count), wanted, "A check needs at least one instance; give --instances a positive number.");
    }

    /// <summary>Uniform on 64 bits.</summary>
    internal static Gen<ulong> Seeds() =>
        from high in Gen.Choose(int.MinValue, int.MaxValue)
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        select ((ulong)(uint)high << 32) | (uint)low;

    /// <summary>Draw number <paramref name="index"/>, by a counter of its own that starts where Philox says.</summary>
    internal static T One<T>(Gen<T> law, ulong seed, int index, RandomStream stream)
    {
        (uint low, uint high, _, _) = Philox.Block(seed, new PhiloxCounter(0, (uint)index, 0, (uint)stream << 1));
        return law.Sample(50, new Rnd(((ulong)high << 32) | low, GoldenGamma), 1).First();
    }
}
