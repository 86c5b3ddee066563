using System.Globalization;

namespace PurifyProofs.Claims.Ledgers;

/// <summary>What the user is told about a ledger whose last line was never finished. No other line can be torn: each is on the disk before the next is begun.</summary>
internal static class TornLine
{
    /// <summary>For whoever goes on with the ledger, which has cut the line off; null when there was none.</summary>
    public static string? Dropped(string path, long bytes) => bytes == 0
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"'{path}' ended in a torn line of {bytes} bytes, as a kill or a power cut leaves it; it was dropped, and what it would have recorded is measured again.");

    /// <summary>For whoever only reads the ledger; null when there is no such line.</summary>
    public static string? PassedOver(string path, long bytes) => bytes == 0
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"'{path}' ends in a torn line of {bytes} bytes, which was passed over: a check is writing it, or was killed while it wrote and goes on with --resume.");
}
