using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Cli.Words;

/// <summary>Scales as they are typed and printed.</summary>
internal static class ScaleWords
{
    /// <summary>The word for a scale.</summary>
    public static string Name(Scale scale) => scale switch
    {
        Scale.Smoke => "smoke",
        Scale.Quick => "quick",
        Scale.Standard => "standard",
        Scale.Full => "full",
        _ => throw new ArgumentOutOfRangeException(nameof(scale), scale, "There is no such scale."),
    };
}
