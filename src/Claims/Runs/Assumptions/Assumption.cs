using PurifyProofs.Claims.Families.SparseCoding;

namespace PurifyProofs.Claims.Runs.Assumptions;

/// <summary>One hypothesis of the theory, and how it is varied while all else stays.</summary>
/// <param name="Name">Short name, also of its folder: letters, digits, dots and dashes.</param>
/// <param name="Title">What is varied, in words.</param>
/// <param name="Choices">What was chosen with it: what moves along, what is kept, and why.</param>
/// <param name="Value">Where an instance lies along the assumption; levels are ordered by it, equal ones as listed.</param>
/// <param name="Print">An instance's value in words.</param>
/// <param name="Levels">The levels.</param>
public sealed record Assumption(
    string Name,
    string Title,
    string Choices,
    Func<SparseCodingInstance, double> Value,
    Func<SparseCodingInstance, string> Print,
    IReadOnlyList<AssumptionLevel> Levels)
{
    /// <summary>How the level that changes nothing is called where instances differ in their values.</summary>
    public const string Unvaried = "unvaried";

    /// <summary>
    /// The levels in the order of their values on <paramref name="instances"/>. A level that changes none of them is the unvaried
    /// one; where none is, an unvaried level is put in its place.
    /// </summary>
    /// <exception cref="ArgumentException">There is no instance.</exception>
    public IReadOnlyList<AssumptionLevel> OrderedFor(IReadOnlyList<SparseCodingInstance> instances)
    {
        ArgumentNullException.ThrowIfNull(instances);
        if (instances.Count == 0)
        {
            throw new ArgumentException("An assumption is varied from at least one instance; none was given.", nameof(instances));
        }

        string[] values = [.. instances.Select(Print).Distinct()];
        IEnumerable<AssumptionLevel> levels = Levels.Any(level => level.IsUnvaried(instances))
            ? Levels
            : Levels.Prepend(new AssumptionLevel(Unvaried, values is [string only] ? only : Unvaried, static instance => instance));
        return [.. levels.OrderBy(level => Value(level.Change(instances[0])))];
    }
}

/// <summary>One level of an assumption.</summary>
/// <param name="Name">Name within the assumption, also of its folder.</param>
/// <param name="Label">How tables call it.</param>
/// <param name="Change">The instance at this level.</param>
/// <param name="Read">
/// What the claims are shown instead of an instance's evidence; a level with it changes no instance and trains nothing. Null
/// where the evidence is read as it is.
/// </param>
public sealed record AssumptionLevel(
    string Name,
    string Label,
    Func<SparseCodingInstance, SparseCodingInstance> Change,
    Func<InstanceEvidence, InstanceEvidence>? Read = null)
{
    /// <summary>Whether the level leaves all of <paramref name="instances"/> and their evidence as they are.</summary>
    public bool IsUnvaried(IReadOnlyList<SparseCodingInstance> instances) => Read is null && instances.All(instance => Change(instance) == instance);
}
