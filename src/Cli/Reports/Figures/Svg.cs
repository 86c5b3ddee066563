using System.Xml.Linq;

namespace PurifyProofs.Cli.Reports.Figures;

/// <summary>Elements of the SVG namespace.</summary>
internal static class Svg
{
    private static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";

    /// <summary>An element with attributes in the given order.</summary>
    public static XElement Element(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        var element = new XElement(Namespace + name);
        foreach ((string attribute, string value) in attributes)
        {
            element.SetAttributeValue(attribute, value);
        }

        return element;
    }

    /// <summary>A text at a pixel.</summary>
    public static XElement Text(string style, double x, double y, string text)
    {
        XElement element = Element("text", ("class", style), ("x", PlotArea.Pixel(x)), ("y", PlotArea.Pixel(y)));
        element.Value = text;
        return element;
    }

    /// <summary>A straight line between two pixels.</summary>
    public static XElement Line(string style, double x1, double y1, double x2, double y2) => Element(
        "line",
        ("class", style),
        ("x1", PlotArea.Pixel(x1)),
        ("y1", PlotArea.Pixel(y1)),
        ("x2", PlotArea.Pixel(x2)),
        ("y2", PlotArea.Pixel(y2)));
}
