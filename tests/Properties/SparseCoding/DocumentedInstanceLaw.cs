using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>The law of instances as the tables of docs/instances.md state it, and nothing else.</summary>
internal sealed partial class DocumentedInstanceLaw
{
    private readonly string[][] rows;
    private readonly string[] sizes;

    private DocumentedInstanceLaw(string[][] rows, string[] sizes) => (this.rows, this.sizes) = (rows, sizes);

    /// <summary>The document's law of a scale.</summary>
    public static DocumentedInstanceLaw Read(Scale scale)
    {
        string[][] rows =
        [
            .. File.ReadLines(Document())
                .Where(static line => line.StartsWith("| ", StringComparison.Ordinal))
                .Select(static line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)),
        ];
        return new DocumentedInstanceLaw(rows, rows.Single(row => row[0].Equals(scale.ToString(), StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Key and largest factor of every setting that is drawn.</summary>
    public IReadOnlyDictionary<string, double> Factors => rows
        .Where(static row => row.Length == 3 && row[0].StartsWith('`'))
        .ToDictionary(static row => row[0].Trim('`'), static row => Numbers(row[2])[0]);

    /// <summary>What an instance was drawn from: of every quantity the value it took among those it could have taken.</summary>
    public IEnumerable<DocumentedDraw> Draws(SparseCodingInstance instance)
    {
        int dimension = instance.Law.Dimension;
        double[] dimensions = Numbers(sizes[1]), widths = Numbers(sizes[2]), noise = Numbers(sizes[3]), radius = Numbers(sizes[4]);
        double lowest = radius[0] * Math.Sqrt((double)instance.Law.Sparsity / dimension);
        yield return Grid("d", dimensions[2], dimensions[0], dimensions[1], dimension);
        yield return Grid("m", 1, widths[0] * dimension, widths[1] * dimension, instance.Plan.Width);
        yield return Grid("noise", noise[2], noise[0], noise[1], instance.Law.NoiseLevel);
        yield return Grid("radius", radius[2], radius[2] * Math.Ceiling((lowest / radius[2]) - 1e-9), radius[1], instance.Radius);
        SparseCodingInstance start = PresetCatalogue.AtSizeOf(instance);
        foreach ((string key, double factor) in Factors)
        {
            InstanceField<SparseCodingInstance> field = SparseCodingFields.Select(key)[0];
            double preset = field.Read!(start);
            double center = key == "adv-radius" ? Math.Min(preset, 1.4 * instance.Radius) : preset;
            yield return new DocumentedDraw(key, 201, step => Rounded(center * Math.Pow(factor, (step - 100) / 100.0), key), field.Read(instance));
        }
    }

    // Four digits, and whole where the setting is a count.
    private static double Rounded(double value, string key)
    {
        double digits = double.Parse(value.ToString("E3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return key is "bias-steps" or "clean-steps" or "clean-batch" or "adv-steps" or "adv-batch" or "adv-ramp" or "pgd-steps" ? Math.Round(digits) : digits;
    }

    private static DocumentedDraw Grid(string quantity, double step, double first, double last, double drawn) =>
        new(quantity, 1 + (int)Math.Round((last - first) / step), index => first + (index * step), drawn);

    private static double[] Numbers(string cell) =>
        [.. Number().Matches(cell).Select(static match => double.Parse(match.Value, CultureInfo.InvariantCulture))];

    private static string Document([CallerFilePath] string source = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", "..", "..", "docs", "instances.md"));

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Number();
}

/// <summary>One of several equally likely values, in increasing order, and the one that was drawn.</summary>
/// <param name="Quantity">What was drawn.</param>
/// <param name="Count">Number of values.</param>
/// <param name="Value">The values.</param>
/// <param name="Drawn">The one drawn.</param>
internal sealed record DocumentedDraw(string Quantity, int Count, Func<int, double> Value, double Drawn)
{
    private const double Rounding = 1e-9;

    /// <summary>A number that is uniform on [0, 1) if the values are equally likely: the distribution function, randomised at its jumps.</summary>
    public double Uniform(double coin)
    {
        int below = CountUpTo((Drawn * (1 - Rounding)) - double.Epsilon), upTo = CountUpTo(Drawn * (1 + Rounding));
        Assert.True(upTo > below, $"{Quantity} is {Drawn}, which the document's law from {Value(0)} to {Value(Count - 1)} does not allow.");
        return (below + ((upTo - below) * coin)) / Count;
    }

    private int CountUpTo(double limit)
    {
        (int low, int high) = (0, Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = Value(middle) <= limit ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
