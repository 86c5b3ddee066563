using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Runs.Assumptions;
using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Cli.Reports;

/// <summary>ablation.json, schema 1. The bytes follow from the verdicts alone; what is not a number is null.</summary>
internal static class AssumptionJson
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of the file.</summary>
    public static string Render(AssumptionTable table, Func<Instance, string> line)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Layout))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", 1);
            json.WriteString("scale", ScaleWords.Name(table.Scale));
            json.WriteNumber("seed", table.Seed);
            json.WriteString("seed_text", table.Seed.ToString(CultureInfo.InvariantCulture));
            ProgramJson.Write(json, table.Programs);
            json.WriteString("partial", table.Partial);
            WriteArray(json, "claims", table.Claims, WriteClaim);
            json.WritePropertyName("unvaried");
            WriteLevel(json, table.Unvaried, line);
            WriteArray(json, "assumptions", table.Assumptions, (writer, outcome) => WriteAssumption(writer, outcome, table.Claims, line));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static void WriteClaim(Utf8JsonWriter json, IClaim claim)
    {
        json.WriteStartObject();
        json.WriteString("id", claim.Id);
        json.WriteString("title", claim.Title);
        json.WriteEndObject();
    }

    private static void WriteAssumption(Utf8JsonWriter json, AssumptionOutcome outcome, IReadOnlyList<IClaim> claims, Func<Instance, string> line)
    {
        json.WriteStartObject();
        json.WriteString("name", outcome.Assumption.Name);
        json.WriteString("title", outcome.Assumption.Title);
        json.WriteString("choices", outcome.Assumption.Choices);
        WriteArray(json, "levels", outcome.Levels, (writer, level) => WriteLevel(writer, level, line));
        WriteArray(json, "ranges", claims, (writer, claim) => WriteRange(writer, claim, outcome.RangeOf(claim)));
        json.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter json, IClaim claim, ClaimRange range)
    {
        json.WriteStartObject();
        json.WriteString("claim", claim.Id);
        json.WriteString("weight", JsonNamingPolicy.SnakeCaseLower.ConvertName(range.Weight.ToString()));
        WriteArray(json, "holds", range.Holds, WriteSpan);
        WriteArray(json, "violated", range.Violated, WriteSpan);
        WriteArray(json, "undecided", range.Undecided, WriteSpan);
        WriteArray(json, "not_measured", range.Unmeasured, WriteSpan);
        json.WriteEndObject();
    }

    private static void WriteSpan(Utf8JsonWriter json, LevelSpan span)
    {
        json.WriteStartObject();
        json.WriteString("from", span.From);
        json.WriteString("to", span.To);
        json.WriteEndObject();
    }

    private static void WriteLevel(Utf8JsonWriter json, LevelOutcome level, Func<Instance, string> line)
    {
        json.WriteStartObject();
        json.WriteString("name", level.Level.Name);
        json.WriteString("label", level.Level.Label);
        json.WriteBoolean("unvaried", level.IsUnvaried);
        json.WriteString("missing", level.Missing);
        WriteArray(json, "instances", level.Instances, (writer, instance) => writer.WriteStringValue(line(instance)));
        WriteArray(json, "ceilings", level.Ceilings, WriteCeiling);
        WriteArray(json, "coherences", level.Coherences, static (writer, coherence) => writer.WriteNumberValue(coherence));
        WriteArray(json, "verdicts", level.Verdicts, WriteVerdict);
        json.WriteEndObject();
    }

    private static void WriteCeiling(Utf8JsonWriter json, ReadOutCeiling ceiling)
    {
        json.WriteStartObject();
        json.WriteNumber("estimate", ceiling.Estimate);
        json.WriteNumber("lower", ceiling.Lower);
        json.WriteNumber("upper", ceiling.Upper);
        json.WriteBoolean("exact", ceiling.IsExact);
        json.WriteEndObject();
    }

    private static void WriteVerdict(Utf8JsonWriter json, ClaimVerdict verdict)
    {
        json.WriteStartObject();
        json.WriteString("claim", verdict.Claim.Id);
        json.WriteString("verdict", VerdictWords.Identifier(verdict.Verdict));
        WriteArray(json, "instance_verdicts", verdict.Instances, WriteInstanceVerdict);
        json.WriteEndObject();
    }

    private static void WriteInstanceVerdict(Utf8JsonWriter json, InstanceVerdict instance)
    {
        json.WriteStartObject();
        json.WriteString("verdict", VerdictWords.Identifier(instance.Verdict));
        json.WriteString("reason", instance.Reason);
        WriteArray(json, "measures", instance.Measures, MeasureJson.Write);
        json.WriteEndObject();
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }
}
