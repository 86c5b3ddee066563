using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Runs.Controls;
using PurifyProofs.Model.Files;

namespace PurifyProofs.Cli.Reports;

/// <summary>What a run of the controls was asked to do, as its table begins with it.</summary>
internal sealed record ControlHeader(Scale Scale, string ClaimsGlob, ulong Seed);

/// <summary>controls.json and controls.md in the folder of a run, each written whole after every check.</summary>
/// <param name="directory">The folder; it exists.</param>
internal sealed class ControlReport(string directory)
{
    /// <summary>Name of the table that other tools read, and that a resumed run begins with.</summary>
    public const string JsonName = OutputFolder.ControlsName;

    private const string MarkdownName = "controls.md";
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The files.</summary>
    public IReadOnlyList<string> Paths { get; } = [Path.Combine(directory, MarkdownName), Path.Combine(directory, JsonName)];

    /// <summary>Writes both files.</summary>
    public void Write(ControlTable table)
    {
        AtomicFile.WriteText(Paths[0], ControlMarkdown.Render(table));
        AtomicFile.WriteText(Paths[1], Json(table));
    }

    /// <summary>What the run in a folder was asked to do.</summary>
    /// <exception cref="InvalidDataException">There is no readable table.</exception>
    public static ControlHeader ReadHeader(string directory)
    {
        string path = Path.Combine(directory, JsonName);
        try
        {
            using JsonDocument table = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = table.RootElement;
            return new ControlHeader(OptionText.Scale(Text(root, "scale")), Text(root, "claims"), root.GetProperty("seed").GetUInt64());
        }
        catch (Exception failure) when (failure is FileNotFoundException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException or UsageException)
        {
            throw new InvalidDataException($"'{path}' is missing or not a table of controls, so they cannot be gone on with; name the folder of a run of --controls, or a new one without --resume.", failure);
        }
    }

    private static string Text(JsonElement root, string name) => root.GetProperty(name).GetString() ?? throw new JsonException($"'{name}' is null.");

    private static string Json(ControlTable table)
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
            json.WriteString("claims", table.ClaimsGlob);
            json.WriteString("partial", table.Partial);
            json.WriteNumber("caught", table.Count(ControlOutcome.Caught));
            json.WriteNumber("telling", table.Telling);
            json.WriteStartArray("controls");
            foreach (ControlResult control in table.Results)
            {
                Write(json, control);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, ControlResult control)
    {
        json.WriteStartObject();
        json.WriteString("claim", control.Claim.Id);
        json.WriteString("breaker", control.Breaker.Name);
        json.WriteString("broken_hypothesis", control.Breaker.BrokenHypothesis);
        json.WriteString("key", control.Breaker.Key);
        json.WriteString("strength", JsonNamingPolicy.SnakeCaseLower.ConvertName(control.Breaker.Strength.ToString()));
        json.WriteString("base", control.Breaker.Base.Name);
        json.WriteString("outcome", JsonNamingPolicy.SnakeCaseLower.ConvertName(control.Outcome.ToString()));
        json.WriteString("unbroken", control.Unbroken?.Sentence);
        json.WriteString("broken", control.Broken?.Sentence);
        json.WriteString("instance", control.Broken?.WorstInstanceLine);
        json.WriteEndObject();
    }
}
