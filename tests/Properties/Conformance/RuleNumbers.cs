using System.Globalization;
using System.Text.RegularExpressions;

namespace PurifyProofs.Properties.Conformance;

/// <summary>The numbers that a sentence names: 0.99, 90 %, 2/3, 1/√2, and d/4 where d is known.</summary>
internal static partial class RuleNumbers
{
    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<double> In(string sentence, int dimension) =>
        [.. Numbers().Matches(sentence).Select(match => Value(match.Groups["over"], dimension) / Value(match.Groups["under"], dimension) / (match.Groups["percent"].Success ? 100 : 1))];

    private static double Value(Group text, int dimension) => text.Value switch
    {
        "" => 1,
        "d" => dimension,
        ['√', .. string root] => Math.Sqrt(double.Parse(root, CultureInfo.InvariantCulture)),
        string number => double.Parse(number, CultureInfo.InvariantCulture),
    };

    [GeneratedRegex(@"(?<over>d(?=/)|\d+(\.\d+)?)(/(?<under>√?\d+))?(?<percent> %)?")]
    private static partial Regex Numbers();
}
