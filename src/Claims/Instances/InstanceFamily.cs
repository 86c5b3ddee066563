namespace PurifyProofs.Claims.Instances;

/// <summary>Which model of the sources an instance belongs to: a claim speaks of the instances of one. What a family does stands in <c>IFamily</c>.</summary>
/// <param name="Name">What it is called, as in "instances of structured data".</param>
public sealed record InstanceFamily(string Name);
