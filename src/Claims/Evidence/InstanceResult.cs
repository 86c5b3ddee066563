namespace PurifyProofs.Claims.Evidence;

/// <summary>An instance with its evidence.</summary>
public sealed record InstanceResult(Instance Instance, InstanceEvidence Evidence);
