namespace PurifyProofs.Claims.Families.Patches;

/// <summary>The unbroken instances that controls of structured data start from.</summary>
public static class PatchBases
{
    /// <summary>What <c>check</c> draws at the scale.</summary>
    public static ControlBase OfScale { get; } =
        new("patches", "the instances of structured data that the scale draws", static (scale, seed, count) => PatchInstanceLaw.Draw(scale, seed, count));
}
