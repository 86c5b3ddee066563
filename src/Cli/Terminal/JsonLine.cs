using System.Text.Encodings.Web;
using System.Text.Json;

namespace PurifyProofs.Cli.Terminal;

/// <summary>What <c>--json</c> prints: one object on one line, names in snake case, what was not measured as null.</summary>
internal static class JsonLine
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the object.</summary>
    public static void Write<T>(TextWriter output, T answer) => output.WriteLine(JsonSerializer.Serialize(answer, Layout));
}
