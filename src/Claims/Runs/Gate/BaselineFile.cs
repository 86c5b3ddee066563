using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PurifyProofs.Model.Files;

namespace PurifyProofs.Claims.Runs.Gate;

/// <summary>A baseline on disk: JSON, schema 1, names in snake case, the same bytes for the same run.</summary>
public static class BaselineFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        IndentSize = 1,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Writes it, whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, Baseline baseline)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        AtomicFile.WriteText(path, Print(baseline));
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">It is no baseline of this version; one sentence.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Baseline Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path, Encoding.UTF8));
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"'{path}' is no baseline of schema {Baseline.CurrentSchema} ({failure.Message.Split('\n')[0].TrimEnd('.')}); accept a run as the new one with --update.", failure);
        }
    }

    internal static string Print(Baseline baseline) => JsonSerializer.Serialize(baseline, Options) + "\n";

    /// <exception cref="JsonException">It is no baseline.</exception>
    internal static Baseline Parse(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        int schema = document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("schema", out JsonElement version) && version.TryGetInt32(out int number) ? number : 0;
        return schema == Baseline.CurrentSchema
            ? document.Deserialize<Baseline>(Options) ?? throw new JsonException("it is null")
            : throw new JsonException($"its schema is {schema}");
    }
}
