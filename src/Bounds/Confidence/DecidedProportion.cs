namespace PurifyProofs.Bounds.Confidence;

/// <summary>A proportion measured until a threshold lay outside its limits, with limits that such stopping leaves valid.</summary>
/// <param name="Proportion">The counts when it stopped.</param>
/// <param name="Lower">Lower limit.</param>
/// <param name="Upper">Upper limit.</param>
public sealed record DecidedProportion(Proportion Proportion, double Lower, double Upper);
