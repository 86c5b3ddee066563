using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PurifyProofs.Claims.Evidence;

/// <summary>
/// How records look as JSON: names in snake case, absent shapes left out, doubles in round-trip form with NaN and
/// infinities as strings, points of a series as pairs.
/// </summary>
internal static class LedgerJson
{
    /// <summary>The options; what they read is complete and holds nothing unknown.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        IgnoreReadOnlyProperties = true,
        // The ledger is read by people too: τ stays τ. It is never put into a web page as it is.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false),
            new SeriesPointConverter(),
        },
    };

    private sealed class SeriesPointConverter : JsonConverter<SeriesPoint>
    {
        public override SeriesPoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<double[]>(ref reader, options) is [double x, double y]
                ? new SeriesPoint(x, y)
                : throw new JsonException("A point of a series is a pair of numbers.");

        public override void Write(Utf8JsonWriter writer, SeriesPoint value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new[] { value.X, value.Y }, options);
    }
}
