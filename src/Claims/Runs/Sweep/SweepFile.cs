using System.Text.Encodings.Web;
using System.Text.Json;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Model.Files;

namespace PurifyProofs.Claims.Runs.Sweep;

/// <summary>What a sweep was asked to do, beside its ledger: whoever resumes need not repeat it.</summary>
public static class SweepFile
{
    /// <summary>Name of the file.</summary>
    public const string Name = "sweep.json";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>Writes it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string directory, SweepGrid grid, int points)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var contents = new Contents(1, AxisOf(grid.X), AxisOf(grid.Y), grid.Base.Line, points);
        AtomicFile.WriteText(Path.Combine(directory, Name), JsonSerializer.Serialize(contents, Options) + "\n");
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is none; one sentence.</exception>
    public static (SweepGrid Grid, int Points) Read(string directory)
    {
        string path = Path.Combine(directory, Name);
        try
        {
            Contents contents = JsonSerializer.Deserialize<Contents>(File.ReadAllText(path), Options) ?? throw new JsonException("it is null");
            return (new SweepGrid(contents.X.Read(), contents.Y.Read(), SparseCodingLine.Parse(contents.Base)), contents.Points);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException or JsonException or FormatException)
        {
            throw new InvalidDataException($"'{path}' is missing or does not say what was swept; name the folder of a sweep.", failure);
        }
    }

    private static Axis AxisOf(SweepAxis axis) => new(axis.Key.Name, axis.Values);

    private sealed record Contents(int Schema, Axis X, Axis Y, string Base, int Points);

    private sealed record Axis(string Key, IReadOnlyList<double> Values)
    {
        public SweepAxis Read() => Values.Count >= 2 ? new SweepAxis(SweepKey.Find(Key), Values) : throw new JsonException("an axis has two values or more");
    }
}
