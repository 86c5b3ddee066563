using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using PurifyProofs.Claims.Ledgers;

namespace PurifyProofs.Cli.Reports;

/// <summary>Everything about a run that may differ between two runs of the same seed; kept out of every other file.</summary>
/// <param name="Started">When the check started.</param>
/// <param name="Finished">When the check ended.</param>
/// <param name="Threads">Worker threads.</param>
/// <param name="Version">Version of the tool.</param>
/// <param name="Framework">Version of .NET.</param>
/// <param name="System">The operating system.</param>
/// <param name="Processor">The processor.</param>
/// <param name="Vectors">The widest accelerated vectors.</param>
/// <param name="Cores">Cores the process sees.</param>
/// <param name="MemoryGibibytes">Memory available to the process, in GiB.</param>
/// <param name="Commit">The commit the tool was built from; null where that is not known.</param>
/// <param name="Build">What tells builds apart, as <see cref="ProgramVersion.Build"/>; null in files of early versions.</param>
internal sealed record RunEnvironment(
    DateTimeOffset Started,
    DateTimeOffset Finished,
    int Threads,
    string Version,
    string Framework,
    string System,
    string Processor,
    string Vectors,
    int Cores,
    double MemoryGibibytes,
    string? Commit = null,
    string? Build = null)
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    // Early versions noted no build.
    private string Program => Build is null ? Version : new ProgramVersion(Version, Commit, Build).ToString()["version ".Length..];

    /// <summary>Seconds between start and end.</summary>
    public double ElapsedSeconds => (Finished - Started).TotalSeconds;

    /// <summary>This machine, now.</summary>
    public static RunEnvironment Capture(DateTimeOffset started, DateTimeOffset finished, int threads) => new(
        started,
        finished,
        threads,
        ProgramVersion.Current.Version,
        RuntimeInformation.FrameworkDescription,
        $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}",
        Machine.ProcessorName,
        Machine.VectorWidth,
        Environment.ProcessorCount,
        Math.Round(Machine.MemoryGibibytes, 1),
        ProgramVersion.Current.Commit,
        ProgramVersion.Current.Build);

    /// <summary>What environment.json in a folder says; null where there is none that can be read.</summary>
    public static RunEnvironment? TryRead(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<RunEnvironment>(File.ReadAllText(path), Layout) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The facts, as the reports list them.</summary>
    public IReadOnlyList<(string Name, string Value)> Facts() =>
    [
        ("Started", Started.UtcDateTime.ToString("u", CultureInfo.InvariantCulture)),
        ("Time", string.Create(CultureInfo.InvariantCulture, $"{ElapsedSeconds:0.#} s on {Threads} {(Threads == 1 ? "thread" : "threads")}")),
        ("Version", $"{Program}, {Framework}"),
        ("System", System),
        ("Processor", string.Create(CultureInfo.InvariantCulture, $"{Processor}, {Cores} cores, vectors {Vectors}")),
        ("Memory", string.Create(CultureInfo.InvariantCulture, $"{MemoryGibibytes:0.#} GiB")),
    ];

    /// <summary>The text of environment.json.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Layout) + "\n";
}
