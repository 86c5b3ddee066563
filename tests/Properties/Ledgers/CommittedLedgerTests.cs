using System.Runtime.CompilerServices;
using System.Text.Json;
using PurifyProofs.Claims.Ledgers;
using Xunit;

namespace PurifyProofs.Properties.Ledgers;

/// <summary>The ledgers under <c>reports</c> as a reader of columns takes them: where a number belongs stands a number or null.</summary>
public sealed class CommittedLedgerTests
{
    private static readonly string[] NumbersOfMeasure = ["estimate", "lower", "upper", "threshold"];

    public static TheoryData<string> Ledgers =>
    [
        .. Directory.EnumerateFiles(Reports(), "*.jsonl", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Reports(), path)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Ledgers))]
    public void Numbers_are_numbers(string name)
    {
        string path = Path.Combine(Reports(), name);
        JsonElement[] lines = [.. File.ReadLines(path).Select(static line => JsonElement.Parse(line))];
        JsonElement[] numbers = [.. lines.SelectMany(Numbers)];
        Assert.NotEmpty(numbers);
        Assert.All(numbers, static number => Assert.True(number.ValueKind is JsonValueKind.Number or JsonValueKind.Null, $"{number} is no number"));
        Assert.Equal(lines.Count(static line => line.TryGetProperty("study", out _)), Ledger.Read(path).Records.Count);
    }

    private static string Reports([CallerFilePath] string source = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", "..", "..", "reports"));

    private static IEnumerable<JsonElement> Numbers(JsonElement line) =>
        line.TryGetProperty("study", out JsonElement study) ? study.GetProperty("measurements").EnumerateArray().SelectMany(NumbersOfMeasurement)
        : line.TryGetProperty("candidate", out JsonElement candidate)
            ? candidate.GetProperty("measures").EnumerateArray().SelectMany(static measure => NumbersOfMeasure.Select(name => measure.GetProperty(name)))
        : [];

    private static IEnumerable<JsonElement> NumbersOfMeasurement(JsonElement measurement) =>
        measurement.TryGetProperty("scalar", out JsonElement scalar) ? [scalar]
        : measurement.TryGetProperty("proportion", out JsonElement proportion) ? [proportion.GetProperty("successes"), proportion.GetProperty("trials")]
        : measurement.GetProperty("series").EnumerateArray().SelectMany(static point => point.EnumerateArray());
}
