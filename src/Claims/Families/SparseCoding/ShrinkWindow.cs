namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>Among which instances a smaller one is looked for.</summary>
/// <param name="Floor">How small sizes may be.</param>
/// <param name="Contains">Which of the instances above the floor belong to it.</param>
public sealed record ShrinkWindow(ShrinkFloor Floor, Func<SparseCodingInstance, bool> Contains)
{
    /// <summary>Sizes, noise and radii that a scale draws.</summary>
    public static ShrinkWindow Of(Scale scale) => new(ShrinkFloor.Of(scale), InstanceLaw.Of(scale).HasSizesOf);

    /// <summary>All that can be run.</summary>
    public static ShrinkWindow Everything { get; } = new(ShrinkFloor.Lowest, static _ => true);
}
