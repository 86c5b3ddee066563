using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PurifyProofs.Claims.Ledgers;

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
        // Number by number: most of a ledger are points, and an array for each would be most of the time of reading it.
        public override SeriesPoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                throw NoPair();
            }

            var point = new SeriesPoint(Number(ref reader), Number(ref reader));
            return reader.Read() && reader.TokenType == JsonTokenType.EndArray ? point : throw NoPair();
        }

        private static double Number(ref Utf8JsonReader reader) => !reader.Read() ? throw NoPair()
            : reader.TokenType == JsonTokenType.Number ? reader.GetDouble()
            : reader.TokenType != JsonTokenType.String ? throw NoPair()
            : reader.GetString() switch
            {
                "NaN" => double.NaN,
                "Infinity" => double.PositiveInfinity,
                "-Infinity" => double.NegativeInfinity,
                _ => throw NoPair(),
            };

        private static JsonException NoPair() => new("A point of a series is a pair of numbers.");

        public override void Write(Utf8JsonWriter writer, SeriesPoint value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new[] { value.X, value.Y }, options);
    }
}
