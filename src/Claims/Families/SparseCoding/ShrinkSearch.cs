namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>What a search for a smaller violating instance found.</summary>
/// <param name="Smallest">The smallest instance found to violate; the given one where no smaller did.</param>
/// <param name="Tried">How many candidates were tried.</param>
/// <param name="IsLocalMinimum">Whether every candidate of <see cref="InstanceShrinker"/> was tried on it in vain; false when the budget ended before.</param>
public sealed record ShrinkResult(SparseCodingInstance Smallest, int Tried, bool IsLocalMinimum);

/// <summary>
/// Walks from a violating instance to a smallest one around, trying few candidates, because each costs a training: every axis is
/// bisected, coarsely first. What it does depends on nothing but the instance, the predicate's answers, the floor and the budget.
/// </summary>
public sealed class ShrinkSearch
{
    private const int Finest = int.MaxValue;
    private const int NothingFailed = -1;

    // An axis is left when the gap between what fails and what violates is this share of the level: trainings are better
    // spent on the other axes before the last neuron is looked for.
    private static readonly int[] Resolutions = [4, 32, Finest];

    private readonly Func<SparseCodingInstance, bool> stillViolates;
    private readonly Func<SparseCodingInstance, bool> isAdmitted;
    private readonly int budget;
    private readonly IReadOnlyList<ShrinkAxis> axes;
    private readonly HashSet<SparseCodingInstance> refused = [];
    private readonly int[] failing;
    private SparseCodingInstance current;
    private int tried;
    private bool wasCut;

    private ShrinkSearch(
        SparseCodingInstance violating, Func<SparseCodingInstance, bool> stillViolates, int budget, ShrinkFloor floor, Func<SparseCodingInstance, bool> isAdmitted)
    {
        (current, this.stillViolates, this.budget, this.isAdmitted, axes) = (violating, stillViolates, budget, isAdmitted, ShrinkAxis.Above(floor));
        failing = new int[axes.Count];
        Forget();
    }

    /// <summary>Searches down to a floor.</summary>
    /// <param name="violating">An instance that violates; it is not tried again.</param>
    /// <param name="stillViolates">Whether a smaller instance violates; asked at most once for each.</param>
    /// <param name="budget">How many candidates may be tried.</param>
    /// <param name="floor">How small they may be.</param>
    /// <param name="isAdmitted">Which instances may be tried at all, asked before each trial; null for all above the floor.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative budget.</exception>
    public static ShrinkResult Run(
        SparseCodingInstance violating,
        Func<SparseCodingInstance, bool> stillViolates,
        int budget,
        ShrinkFloor floor,
        Func<SparseCodingInstance, bool>? isAdmitted = null)
    {
        ArgumentNullException.ThrowIfNull(violating);
        ArgumentNullException.ThrowIfNull(stillViolates);
        ArgumentOutOfRangeException.ThrowIfNegative(budget);
        ArgumentNullException.ThrowIfNull(floor);
        return new ShrinkSearch(violating, stillViolates, budget, floor, isAdmitted ?? (static _ => true)).Run();
    }

    private ShrinkResult Run()
    {
        foreach (int resolution in Resolutions)
        {
            Pass(resolution);
        }

        // What failed may violate since the other axes moved. A pass that has forgotten all and moves nothing has met every
        // candidate, so it ends at a local minimum.
        bool moved = true;
        while (moved && !wasCut)
        {
            Forget();
            moved = Pass(Finest);
        }

        return new ShrinkResult(current, tried, !wasCut);
    }

    private void Forget() => Array.Fill(failing, NothingFailed);

    private bool Pass(int resolution)
    {
        SparseCodingInstance before = current;
        for (int axis = 0; axis < axes.Count; axis++)
        {
            Descend(axes[axis], resolution, ref failing[axis]);
        }

        return current != before;
    }

    // Bisection between a level that fails and the level of the current instance, from the levels' lower end.
    private void Descend(ShrinkAxis axis, int resolution, ref int failingLevel)
    {
        if (failingLevel == NothingFailed && axis.Level(current) > 0)
        {
            failingLevel = Moves(axis, 0) ? NothingFailed : 0;
        }

        while (failingLevel != NothingFailed && axis.Level(current) - failingLevel > Math.Max(1, axis.Level(current) / resolution))
        {
            int middle = failingLevel + ((axis.Level(current) - failingLevel) / 2);
            failingLevel = Moves(axis, middle) ? failingLevel : middle;
        }
    }

    private bool Moves(ShrinkAxis axis, int level)
    {
        if (wasCut || InstanceShrinker.Candidate(axis, current, level) is not { } candidate || refused.Contains(candidate) || !isAdmitted(candidate))
        {
            return false;
        }

        if (tried == budget)
        {
            wasCut = true;
            return false;
        }

        tried++;
        if (!stillViolates(candidate))
        {
            refused.Add(candidate);
            return false;
        }

        current = candidate;
        return true;
    }
}
