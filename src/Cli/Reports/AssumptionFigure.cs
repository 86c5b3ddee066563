using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Runs.Assumptions;
using PurifyProofs.Cli.Reports.Figures;

namespace PurifyProofs.Cli.Reports;

/// <summary>The heat map of a table of assumptions.</summary>
internal static class AssumptionFigure
{
    /// <summary>One row a level, one column a claim.</summary>
    public static HeatMap Draw(AssumptionTable table) => new(
        "ablation",
        "Where each claim holds when one assumption is varied",
        $"Rows are levels, columns claims. {AssumptionWords.CeilingLegend}",
        "ceiling",
        [.. table.Claims.Select(claim => claim.Id)],
        [.. table.Assumptions.Select(outcome => new HeatMapGroup(
            outcome.Assumption.Name,
            outcome.Assumption.Title,
            [.. outcome.Levels.Select(level => Row(level, table.Claims))]))]);

    private static HeatMapRow Row(LevelOutcome level, IReadOnlyList<IClaim> claims) => new(
        AssumptionWords.Level(level),
        AssumptionWords.Ceiling(level),
        level.IsUnvaried,
        [.. claims.Select(claim => new HeatMapCell(AssumptionWords.Verdict(level, claim), Tone(level.VerdictOf(claim)?.Verdict)))]);

    private static HeatMapTone Tone(VerdictKind? verdict) => verdict switch
    {
        VerdictKind.Holds => HeatMapTone.Holds,
        VerdictKind.Violated => HeatMapTone.Violated,
        VerdictKind.Undecided => HeatMapTone.Undecided,
        _ => HeatMapTone.Empty,
    };
}
