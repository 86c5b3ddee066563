using System.Xml.Linq;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;

namespace PurifyProofs.Cli.Reports.Figures;

/// <summary>A curve or a histogram in a chart.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Points">Its points in order; of a histogram the left edges and counts of equal bins.</param>
internal sealed record ChartSeries(string Name, IReadOnlyList<SeriesPoint> Points);

/// <summary>A dashed line at a value the reader compares with.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Axis">Along which axis the value lies.</param>
/// <param name="Value">The value.</param>
internal sealed record ReferenceLine(string Name, MarkAxis Axis, double Value);

/// <summary>What a chart shows, apart from how its series are drawn.</summary>
/// <param name="Horizontal">The axis of x.</param>
/// <param name="Vertical">The axis of y.</param>
/// <param name="Series">The series, at least one.</param>
/// <param name="References">Values to compare with.</param>
internal abstract record Chart(Axis Horizontal, Axis Vertical, IReadOnlyList<ChartSeries> Series, IReadOnlyList<ReferenceLine> References)
{
    /// <summary>The marks of a series inside the plot.</summary>
    /// <param name="series">The series.</param>
    /// <param name="style">Class of its colour.</param>
    /// <param name="plot">Where the plot lies.</param>
    public abstract IEnumerable<XElement> Marks(ChartSeries series, SeriesStyle style, PlotArea plot);

    /// <summary>The sample of a series in the legend, in a box 24 wide and 12 high.</summary>
    public abstract IEnumerable<XElement> Sample(SeriesStyle style, double left, double top);
}
