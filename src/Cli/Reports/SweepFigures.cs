using System.Globalization;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Runs.Sweep;
using PurifyProofs.Cli.Reports.Figures;

namespace PurifyProofs.Cli.Reports;

/// <summary>The pictures of a sweep: the phases, and the robust accuracies they are made of.</summary>
internal static class SweepFigures
{
    private static readonly PhaseMark Purified = new("P", "purified", 0.45);
    private static readonly PhaseMark RobustAnyway = new("R", "robust", 0.45);
    private static readonly PhaseMark Broken = new("B", "broken", 0.45);
    private static readonly PhaseMark Spoilt = new("S", "spoilt", 0.45);
    private static readonly PhaseMark Both = new("P*", "purified", 0.9);

    /// <summary>All of them, the phases first.</summary>
    public static IReadOnlyList<PhaseDiagram> Draw(SweepResult result)
    {
        SweepGrid grid = result.Grid;
        string about = $"{grid.X.Key.Label} and {grid.Y.Key.Label}, the rest as in {grid.Base.Line}";
        return
        [
            Diagram(result, "phases", "Which training makes the network robust", $"Which of the two networks stands attacks on more than half of the points, over {about}. P*: estimates as FP-3 and FP-4 ask, the second by certificates.", PhaseOf, PhaseKeys),
            Diagram(result, "clean-attacked", "Clean training: accuracy under attack, %", $"Share of points that stand the attacks, over {about}.", static cell => Share(cell.Clean?.Attacked.Estimate), []),
            Diagram(result, "adversarial-attacked", "Adversarial training: accuracy under attack, %", $"Share of points that stand the attacks, over {about}.", static cell => Share(cell.Adversarial?.Attacked.Estimate), []),
            Diagram(result, "adversarial-certified", "Adversarial training: certified accuracy, %", $"Share of points that no perturbation can turn, proved, over {about}.", static cell => Share(cell.Adversarial?.Certified.Estimate), []),
        ];
    }

    private static IReadOnlyList<PhaseKey> PhaseKeys { get; } =
    [
        new(Purified, "robust after adversarial training alone"),
        new(Both, "and with FP-3 and FP-4 at their thresholds"),
        new(RobustAnyway, "robust after both"),
        new(Broken, "after neither"),
        new(Spoilt, "after clean training alone"),
    ];

    private static PhaseMark? PhaseOf(SweepCell cell) => cell.Phase switch
    {
        null => null,
        Phase.Purified => cell.HasBoth ? Both : Purified,
        Phase.RobustAnyway => RobustAnyway,
        Phase.Spoilt => Spoilt,
        _ => Broken,
    };

    private static PhaseMark? Share(double? share) => share is { } known
        ? new PhaseMark((100 * known).ToString("0", CultureInfo.InvariantCulture), "share", 0.06 + (0.88 * known))
        : null;

    private static PhaseDiagram Diagram(
        SweepResult result, string name, string title, string caption, Func<SweepCell, PhaseMark?> mark, IReadOnlyList<PhaseKey> keys)
    {
        SweepGrid grid = result.Grid;
        int columns = grid.X.Values.Count;
        return new PhaseDiagram(
            name,
            title,
            caption,
            grid.X.Key.Label,
            [.. grid.X.Values.Select(Text)],
            grid.Y.Key.Label,
            [.. grid.Y.Values.Select(Text)],
            [.. Enumerable.Range(0, grid.Y.Values.Count).Select(row => Enumerable.Range(0, columns).Select(column => mark(result.Cells[(row * columns) + column])).ToArray())],
            keys,
            [.. TheoryCurve.All.Select(curve => new PhaseCurve(curve.Name, OnCells(curve.Across(grid), grid))).Where(static curve => curve.Points.Count > 1)]);
    }

    private static SeriesPoint[] OnCells(IReadOnlyList<SeriesPoint> positions, SweepGrid grid) =>
        [.. positions.Select(point => new SeriesPoint(CellOf(grid.X, point.X), CellOf(grid.Y, point.Y)))];

    // Whole numbers are spaced nearly, not exactly evenly: between two columns the curve goes straight.
    private static double CellOf(SweepAxis axis, double position)
    {
        double[] places = [.. axis.Values.Select(axis.Position)];
        int after = Math.Clamp(Array.FindIndex(places, place => place >= position), 1, places.Length - 1);
        return after - 1 + ((position - places[after - 1]) / (places[after] - places[after - 1]));
    }

    private static string Text(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
