using System.Text.Json;
using PurifyProofs.Claims.Ledgers;

namespace PurifyProofs.Cli.Reports;

/// <summary>The programs behind a table, as report.json has them.</summary>
internal static class ProgramJson
{
    /// <summary>Writes the member.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<ProgramVersion?> programs)
    {
        json.WriteStartArray("programs");
        foreach (ProgramVersion? program in programs)
        {
            json.WriteStartObject();
            json.WriteString("version", program?.Version);
            json.WriteString("commit", program?.Commit);
            json.WriteString("build", program?.Build);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
