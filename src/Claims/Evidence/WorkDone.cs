namespace PurifyProofs.Claims.Evidence;

/// <summary>How far counted work has come.</summary>
/// <param name="Count">Done so far.</param>
/// <param name="Total">Done in the end.</param>
public readonly record struct WorkDone(long Count, long Total);
