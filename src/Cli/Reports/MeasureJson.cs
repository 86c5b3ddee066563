using System.Text.Json;
using PurifyProofs.Claims.Claim;

namespace PurifyProofs.Cli.Reports;

/// <summary>A measure in JSON; what is not a number is null.</summary>
internal static class MeasureJson
{
    /// <summary>Writes it as an object.</summary>
    public static void Write(Utf8JsonWriter json, Measure measure)
    {
        json.WriteStartObject();
        json.WriteString("name", measure.Name);
        WriteNumber(json, "estimate", measure.Estimate);
        WriteNumber(json, "lower", measure.Lower);
        WriteNumber(json, "upper", measure.Upper);
        WriteNumber(json, "threshold", measure.Threshold);
        json.WriteString("required", JsonNamingPolicy.SnakeCaseLower.ConvertName(measure.Requirement.ToString()));
        json.WriteEndObject();
    }

    /// <summary>Writes a number, or null where there is none.</summary>
    public static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
