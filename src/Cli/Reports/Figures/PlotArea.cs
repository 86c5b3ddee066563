using System.Globalization;

namespace PurifyProofs.Cli.Reports.Figures;

/// <summary>Maps values to the pixels of the rectangle between the axes.</summary>
/// <param name="Horizontal">The axis of x.</param>
/// <param name="Vertical">The axis of y.</param>
/// <param name="Left">Pixel of the left edge.</param>
/// <param name="Top">Pixel of the upper edge.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
internal sealed record PlotArea(Axis Horizontal, Axis Vertical, double Left, double Top, double Width, double Height)
{
    /// <summary>Pixel of the right edge.</summary>
    public double Right => Left + Width;

    /// <summary>Pixel of the lower edge.</summary>
    public double Bottom => Top + Height;

    /// <summary>Pixel of a value of x.</summary>
    public double X(double value) => Left + (Width * Horizontal.Position(value));

    /// <summary>Pixel of a value of y.</summary>
    public double Y(double value) => Bottom - (Height * Vertical.Position(value));

    /// <summary>A pixel as text, to a hundredth.</summary>
    public static string Pixel(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The point of a value as SVG writes it.</summary>
    public string Point(double x, double y) => $"{Pixel(X(x))},{Pixel(Y(y))}";
}
