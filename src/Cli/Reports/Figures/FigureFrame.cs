using System.Xml.Linq;

namespace PurifyProofs.Cli.Reports.Figures;

/// <summary>What every figure has around its drawing: size, title and caption for those who cannot see it, style sheet, surface.</summary>
internal static class FigureFrame
{
    /// <summary>The <c>svg</c> element, without the drawing.</summary>
    /// <param name="name">Name of the figure's files; ids are made from it.</param>
    /// <param name="title">A short headline.</param>
    /// <param name="caption">A sentence that says what is shown.</param>
    /// <param name="sheet">The style sheet.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    public static XElement Root(string name, string title, string caption, string sheet, double width, double height)
    {
        string titleId = name + "-title";
        string captionId = name + "-caption";
        XElement root = Svg.Element(
            "svg",
            ("class", "chart"),
            ("viewBox", $"0 0 {PlotArea.Pixel(width)} {PlotArea.Pixel(height)}"),
            ("width", PlotArea.Pixel(width)),
            ("height", PlotArea.Pixel(height)),
            ("role", "img"),
            ("aria-labelledby", $"{titleId} {captionId}"));
        root.Add(WithText(Svg.Element("title", ("id", titleId)), title));
        root.Add(WithText(Svg.Element("desc", ("id", captionId)), caption));
        root.Add(WithText(Svg.Element("style"), "\n" + sheet + "\n"));
        root.Add(Svg.Element("rect", ("class", "chart-surface"), ("width", "100%"), ("height", "100%")));
        return root;
    }

    private static XElement WithText(XElement element, string text)
    {
        element.Value = text;
        return element;
    }
}
