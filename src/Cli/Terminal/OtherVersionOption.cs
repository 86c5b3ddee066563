using System.CommandLine;

namespace PurifyProofs.Cli.Terminal;

/// <summary><c>--resume-other-version</c>, the same with every verb that goes on with what a stopped run left.</summary>
internal static class OtherVersionOption
{
    /// <summary>The flag.</summary>
    public static Option<bool> Create() => new("--resume-other-version")
    {
        Description = "Go on also where another version of this program began; ledger and reports then say so.",
    };
}
