using System.Text.Encodings.Web;
using System.Text.Json;

namespace PurifyProofs.Cli.Reports;

/// <summary>
/// report.json, schema 1: what other tools read. The bytes follow from the verdicts alone. Numbers are in the shortest
/// form that reads back the same; what is not a number is null. Reading and writing again gives the same bytes.
/// </summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>The text of the file.</summary>
    public static string Render(ReportSource source) => Print(ReportDocument.Of(source));

    /// <summary>The text of a document.</summary>
    public static string Print(ReportDocument document) => JsonSerializer.Serialize(document, Options) + "\n";

    /// <summary>The document of a text; members that this version does not know are passed over.</summary>
    /// <exception cref="InvalidDataException">It is no report of this schema; one sentence.</exception>
    public static ReportDocument Parse(string text)
    {
        try
        {
            ReportDocument document = JsonSerializer.Deserialize<ReportDocument>(text, Options) ?? throw new JsonException("it is null");
            return document.Schema == ReportDocument.CurrentSchema ? document : throw new JsonException($"its schema is {document.Schema}");
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"This is no report of schema {ReportDocument.CurrentSchema} ({failure.Message.Split('\n')[0].TrimEnd('.')}); render it again with 'purify report DIR'.", failure);
        }
    }
}
