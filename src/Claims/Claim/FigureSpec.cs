namespace PurifyProofs.Claims.Claim;

/// <summary>How the series of a figure are drawn.</summary>
public enum FigureKind
{
    /// <summary>Curves through the points of each series.</summary>
    Curves,

    /// <summary>Histograms: every point is the left edge and the count of one of the equal bins.</summary>
    Histograms,
}

/// <summary>
/// A figure that shows a claim on one instance, as data: which measured series, along which axes, beside which marks. Reports draw it; a
/// series that was not measured is left out, and a figure without any.
/// </summary>
/// <param name="Kind">How the series are drawn.</param>
/// <param name="Title">A short headline.</param>
/// <param name="Shown">What is shown, as a clause without its full stop: it is read aloud to those who cannot see the figure.</param>
/// <param name="Horizontal">The axis of x.</param>
/// <param name="Vertical">The axis of y.</param>
/// <param name="Series">The series, in the order of the legend.</param>
public sealed record FigureSpec(FigureKind Kind, string Title, string Shown, FigureAxis Horizontal, FigureAxis Vertical, IReadOnlyList<FigureSeries> Series)
{
    /// <summary>What distinguishes the figure among those of its claim, in file names; null for the first.</summary>
    public string? Suffix { get; init; }

    /// <summary>Values to compare with.</summary>
    public IReadOnlyList<FigureMark> Marks { get; init; } = [];
}

/// <summary>A measured series in a figure.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Key">The key of the measurement.</param>
public sealed record FigureSeries(string Name, string Key)
{
    /// <summary>What is drawn of the measured points: they themselves, or what follows from them, such as a fitted line.</summary>
    public Func<IReadOnlyList<SeriesPoint>, IReadOnlyList<SeriesPoint>> Drawn { get; init; } = static points => points;
}

/// <summary>What an axis covers.</summary>
public enum FigureRange
{
    /// <summary>The points and the marks along it.</summary>
    Data,

    /// <summary>The same and zero.</summary>
    DataAndZero,

    /// <summary>0 to 100 %.</summary>
    Share,
}

/// <summary>An axis of a figure.</summary>
/// <param name="Label">What is shown along it, with its unit.</param>
/// <param name="Range">What it covers.</param>
public sealed record FigureAxis(string Label, FigureRange Range = FigureRange.Data);

/// <summary>Along which axis a mark's value lies.</summary>
public enum MarkAxis
{
    /// <summary>A value of x: a vertical line.</summary>
    Horizontal,

    /// <summary>A value of y: a horizontal line.</summary>
    Vertical,
}

/// <summary>What a mark means.</summary>
public enum MarkMeaning
{
    /// <summary>A number that the claim's decision rule compares with.</summary>
    Threshold,

    /// <summary>A number that orients the reader and decides nothing.</summary>
    Orientation,
}

/// <summary>A dashed line in a figure, at a value the reader compares with.</summary>
/// <param name="Name">Its name in the legend; <c>{0}</c> stands for the value.</param>
/// <param name="Axis">Along which axis the value lies.</param>
/// <param name="Meaning">Whether the claim is decided there.</param>
/// <param name="Value">The value on what was measured; where it is not finite there is no mark.</param>
public sealed record FigureMark(string Name, MarkAxis Axis, MarkMeaning Meaning, Func<FigureSubject, double> Value)
{
    /// <summary>A threshold that is the same on every instance.</summary>
    public static FigureMark Threshold(string name, MarkAxis axis, double value) => new(name, axis, MarkMeaning.Threshold, _ => value);

    /// <summary>The threshold of the measure that decides first.</summary>
    public static FigureMark FirstThreshold(string name, MarkAxis axis) => new(name, axis, MarkMeaning.Threshold, static subject => subject.FirstThreshold);

    /// <summary>The instance's radius τ along x, at which the claim is decided.</summary>
    public static FigureMark Radius { get; } = new("τ = {0}", MarkAxis.Horizontal, MarkMeaning.Threshold, static subject => subject.Instance.Radius);
}
