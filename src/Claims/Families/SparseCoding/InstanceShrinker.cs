using FsCheck;
using FsCheck.Fluent;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>
/// Smaller instances of a given one, the greatest simplification first: smaller k, d and m, laws and settings back to the preset's,
/// noise towards 0, a rounder radius. Each is valid, smaller by <see cref="InstanceSize"/>, and inside the core
/// hypotheses when the given one was.
/// </summary>
public static class InstanceShrinker
{
    /// <summary>The candidates in order; none for a smallest instance.</summary>
    public static IEnumerable<SparseCodingInstance> Candidates(SparseCodingInstance instance) => Candidates(instance, ShrinkFloor.Lowest);

    /// <summary>The candidates that are no smaller than a floor.</summary>
    public static IEnumerable<SparseCodingInstance> Candidates(SparseCodingInstance instance, ShrinkFloor floor)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(floor);
        return ShrinkAxis.Above(floor)
            .SelectMany(axis => Levels(axis.Level(instance)).Select(level => Candidate(axis, instance, level)))
            .OfType<SparseCodingInstance>()
            .Distinct();
    }

    /// <summary>Instances of a generator, shrunk by <see cref="Candidates(Instance)"/>.</summary>
    public static Arbitrary<SparseCodingInstance> Arbitrary(Gen<SparseCodingInstance> generator) => Arb.From(generator, Candidates);

    /// <summary>The instance at a level of an axis; null where there is none that can be run.</summary>
    internal static SparseCodingInstance? Candidate(ShrinkAxis axis, SparseCodingInstance instance, int level) =>
        axis.At(instance, level) is { } candidate && CanRun(candidate) && InstanceSize.Of(candidate) < InstanceSize.Of(instance) ? candidate : null;

    // 0, then half way from there to where it stands, and so on: the order in which bisection meets them.
    private static IEnumerable<int> Levels(int top)
    {
        int level = 0;
        while (level < top)
        {
            yield return level;
            level += Math.Max(1, (top - level) / 2);
        }
    }

    // Values at the edge of what can be run leave it when they are scaled, and an even k wants its law.
    private static bool CanRun(SparseCodingInstance candidate)
    {
        try
        {
            candidate.Validate();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
