using System.Globalization;

namespace PurifyProofs.Claims.Runs.Assumptions;

/// <summary>Values of assumptions as they are printed, the same in every culture.</summary>
internal static class Words
{
    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Three significant digits.</summary>
    public static string Share(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

    /// <summary>An enumeration's member in lower case.</summary>
    public static string Name<T>(T member)
        where T : struct, Enum => Enum.GetName(member)!.ToLowerInvariant();
}
