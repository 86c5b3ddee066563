using System.Xml.Linq;

namespace PurifyProofs.Cli.Reports.Figures;

/// <summary>Colour, marker and dash of a series; series differ in all three, so that no reader depends on colour.</summary>
/// <param name="Index">Which of the series, from 0.</param>
internal readonly record struct SeriesStyle(int Index)
{
    private const double Radius = 4;
    private const int Count = 6;

    /// <summary>Class of its colour in the style sheet.</summary>
    public string Colour => "chart-series-" + PlotArea.Pixel((Index % Count) + 1);

    /// <summary>Its marker around a pixel: circle, square, triangle, diamond, triangle on its tip, cross.</summary>
    public XElement Marker(double x, double y) => (Index % Count) switch
    {
        0 => Svg.Element("circle", ("class", Colour + " chart-marker"), ("cx", PlotArea.Pixel(x)), ("cy", PlotArea.Pixel(y)), ("r", PlotArea.Pixel(Radius))),
        1 => Path($"M{Corner(x, y, -1, -1)} {Corner(x, y, 1, -1)} {Corner(x, y, 1, 1)} {Corner(x, y, -1, 1)}Z"),
        2 => Path($"M{Corner(x, y, 0, -1.2)} {Corner(x, y, 1.1, 0.9)} {Corner(x, y, -1.1, 0.9)}Z"),
        3 => Path($"M{Corner(x, y, 0, -1.3)} {Corner(x, y, 1.3, 0)} {Corner(x, y, 0, 1.3)} {Corner(x, y, -1.3, 0)}Z"),
        4 => Path($"M{Corner(x, y, 0, 1.2)} {Corner(x, y, 1.1, -0.9)} {Corner(x, y, -1.1, -0.9)}Z"),
        _ => Path($"M{Corner(x, y, -1, -1.3)} {Corner(x, y, 0, -0.3)} {Corner(x, y, 1, -1.3)} {Corner(x, y, 0.3, 0)} {Corner(x, y, 1, 1.3)} {Corner(x, y, 0, 0.3)} {Corner(x, y, -1, 1.3)} {Corner(x, y, -0.3, 0)}Z"),
    };

    private static string Corner(double x, double y, double right, double down) =>
        $"{PlotArea.Pixel(x + (Radius * right))},{PlotArea.Pixel(y + (Radius * down))}";

    private XElement Path(string data) => Svg.Element("path", ("class", Colour + " chart-marker"), ("d", data));
}
