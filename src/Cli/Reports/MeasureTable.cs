using System.Globalization;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Cli.Reports;

/// <summary>What one instance says about a claim, in words.</summary>
/// <param name="Number">Number of the instance, from 1.</param>
/// <param name="Verdict">Its verdict.</param>
/// <param name="Cells">Per column the estimate with its interval; empty where it was not measured.</param>
internal sealed record MeasureRow(string Number, VerdictKind Verdict, IReadOnlyList<string> Cells);

/// <summary>The measures of a claim over its instances: a row an instance, a column a measure.</summary>
/// <param name="Columns">Name of each measure, with its threshold where that is the same on all instances.</param>
/// <param name="Rows">The rows in the order of the instances.</param>
internal sealed record MeasureTable(IReadOnlyList<string> Columns, IReadOnlyList<MeasureRow> Rows)
{
    /// <summary>The table of a claim.</summary>
    public static MeasureTable Of(ClaimVerdict claim)
    {
        List<string> names = [.. claim.Instances.SelectMany(instance => instance.Measures).Select(measure => measure.Name).Distinct()];
        Dictionary<string, string?> common = names.ToDictionary(name => name, name => CommonRequirement(claim, name));
        return new MeasureTable(
            [.. names.Select(name => common[name] is { Length: > 0 } required ? $"{name} {required}" : name)],
            [.. claim.Instances.Select((instance, index) => Row(instance, index, names, common))]);
    }

    private static MeasureRow Row(InstanceVerdict instance, int index, List<string> names, Dictionary<string, string?> common) => new(
        (index + 1).ToString(CultureInfo.InvariantCulture),
        instance.Verdict,
        [.. names.Select(name => CellText(instance, name, common[name] is null))]);

    // Null where the instances are asked for different thresholds; then each cell tells its own.
    private static string? CommonRequirement(ClaimVerdict claim, string name)
    {
        List<string> required = [.. claim.Instances.SelectMany(instance => instance.Measures).Where(measure => measure.Name == name).Select(NumberText.Required).Distinct()];
        return required.Count == 1 ? required[0] : null;
    }

    private static string CellText(InstanceVerdict instance, string name, bool withRequirement)
    {
        Measure? measure = instance.Measures.FirstOrDefault(one => one.Name == name);
        return measure is null ? string.Empty
            : withRequirement ? $"{NumberText.Interval(measure)} ({NumberText.Required(measure)})"
            : NumberText.Interval(measure);
    }
}
