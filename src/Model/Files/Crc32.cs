namespace PurifyProofs.Model.Files;

/// <summary>
/// The CRC-32 of the zip format (reversed polynomial 0xEDB88320; PKWARE APPNOTE 4.4.7). The framework's zip reader
/// does not compare it, so damaged numbers would pass unnoticed.
/// </summary>
internal static class Crc32
{
    private static readonly uint[] Table = BuildTable();

    /// <summary>The checksum of what went before continued by <paramref name="bytes"/>; starts at 0.</summary>
    public static uint Continue(uint checksum, ReadOnlySpan<byte> bytes)
    {
        uint remainder = ~checksum;
        foreach (byte value in bytes)
        {
            remainder = Table[(byte)(remainder ^ value)] ^ (remainder >> 8);
        }

        return ~remainder;
    }

    private static uint[] BuildTable()
    {
        uint[] table = new uint[256];
        for (uint index = 0; index < table.Length; index++)
        {
            uint remainder = index;
            for (int bit = 0; bit < 8; bit++)
            {
                remainder = (remainder >> 1) ^ (0xEDB88320u & (0u - (remainder & 1)));
            }

            table[index] = remainder;
        }

        return table;
    }
}
