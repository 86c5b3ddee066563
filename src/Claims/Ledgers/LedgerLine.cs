using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PurifyProofs.Claims.Ledgers;

/// <summary>
/// The frame of a line: <c>{"sequence":N,"checksum":"…",members}</c> and a line feed. The checksum is the first 64 bits of the
/// SHA-256 of the line before's checksum, N and the members, so that no line can be changed, moved or taken out of the middle.
/// </summary>
internal static class LedgerLine
{
    /// <summary>Ends every line, and only lines: JSON escapes it inside.</summary>
    public const byte Terminator = (byte)'\n';

    /// <summary>What the first line takes for the checksum of the line before.</summary>
    public const string InitialChecksum = "";

    private const int ChecksumLength = 16;
    private const string AfterChecksum = "\",";

    /// <summary>The line, terminator included.</summary>
    public static byte[] Frame(long sequence, string previousChecksum, ReadOnlySpan<byte> members) =>
        [.. Encoding.ASCII.GetBytes(BeforeChecksum(sequence) + Checksum(sequence, previousChecksum, members) + AfterChecksum), .. members, (byte)'}', Terminator];

    /// <summary>The checksum a line of this number carries where it stands.</summary>
    public static string ChecksumIn(ReadOnlySpan<byte> line, long sequence) =>
        Encoding.ASCII.GetString(line.Slice(BeforeChecksum(sequence).Length, ChecksumLength));

    /// <summary>Whether the line, terminator included, is byte for byte what <see cref="Frame"/> makes of its members.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> line, long sequence, string previousChecksum)
    {
        int start = BeforeChecksum(sequence).Length + ChecksumLength + AfterChecksum.Length;
        return line.Length >= start + 2 && line.SequenceEqual(Frame(sequence, previousChecksum, line[start..^2]));
    }

    private static string BeforeChecksum(long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{{\"sequence\":{sequence},\"checksum\":\"");

    private static string Checksum(long sequence, string previousChecksum, ReadOnlySpan<byte> members)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{previousChecksum} {sequence} ")));
        hash.AppendData(members);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..ChecksumLength];
    }
}
