using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PurifyProofs.Claims.Ledgers;

/// <summary>
/// How records look as JSON: names in snake case, absent shapes left out, doubles in round-trip form, points of a series as
/// pairs, what is no number as null; a reader of columns finds numbers only. Schema 1 wrote NaN and infinities as text, which is read too.
/// </summary>
internal static class LedgerJson
{
    /// <summary>The options; what they read is complete and holds nothing unknown.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
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
            new NumberConverter(),
            new NumberOrAbsentConverter(),
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

        private static double Number(ref Utf8JsonReader reader) => reader.Read() ? LedgerJson.Number(ref reader) : throw NoPair();

        private static JsonException NoPair() => new("A point of a series is a pair of numbers.");

        public override void Write(Utf8JsonWriter writer, SeriesPoint value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            WriteNumber(writer, value.X);
            WriteNumber(writer, value.Y);
            writer.WriteEndArray();
        }
    }

    private sealed class NumberConverter : JsonConverter<double>
    {
        public override bool HandleNull => true;

        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Number(ref reader);

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => WriteNumber(writer, value);
    }

    // Of a nullable number null says that it is there and is none; one that is not there is left out.
    private sealed class NumberOrAbsentConverter : JsonConverter<double?>
    {
        public override bool HandleNull => true;

        public override double? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Number(ref reader);

        public override void Write(Utf8JsonWriter writer, double? value, JsonSerializerOptions options) => WriteNumber(writer, value ?? double.NaN);
    }

    private static double Number(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.Null => double.NaN,
        JsonTokenType.String => reader.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => throw new JsonException("A text is no number."),
        },
        _ => throw new JsonException("A number is expected."),
    };

    private static void WriteNumber(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
