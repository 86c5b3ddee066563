namespace PurifyProofs.Claims.Instances;

/// <summary>Where controls take their unbroken instances from.</summary>
/// <param name="Name">Name in tables and folders.</param>
/// <param name="Description">Which instances they are, as a clause.</param>
/// <param name="Draw">The first instances of a scale and a seed; they lie inside the hypotheses of the claims, and more begin with the same.</param>
public sealed record ControlBase(string Name, string Description, Func<Scale, ulong, int, IReadOnlyList<Instance>> Draw);
