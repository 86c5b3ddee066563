using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Instances;
using Xunit;

namespace PurifyProofs.Properties.Instances;

/// <summary>A line reproduces its instance; whatever is no line is refused in one sentence.</summary>
public sealed class InstanceLineProperties : PropertyChecks
{
    private static readonly string[] WholeNumbers = ["m", "bias-steps", "clean-steps", "clean-batch", "adv-batch", "adv-steps", "adv-ramp", "pgd-steps"];

    private static readonly string[] Numbers =
        ["radius", "noise", "a", "init", "s", "bias-start", "bias-end", "clean-rate", "clean-decay", "adv-rate", "adv-decay", "adv-radius"];

    private static readonly string[] Words =
    [
        "support=exact", "support=bernoulli", "magnitude=constant", "magnitude=uniform", "magnitude=twolevel", "teacher=signs", "teacher=spread",
        "noiselaw=gaussian", "noiselaw=spike", "smoothing=none", "smoothing=uniform", "smoothing=gaussian", "dictionary=orthonormal",
    ];

    private static readonly string[] Garbage = ["", " ", "x", "NaN", "Infinity", "1e999", "-1", "-1.5", "--3", "1 2", "½", "0x10", "+x", "1\u20282", "1\n2", "1\r\n2", "1\u00002", "∞", "3=4"];

    [Fact]
    public void A_generated_instance_is_read_back_from_its_line() => Check(Generated(), 300, static instance => InstanceLine.Parse(InstanceLine.Print(instance)) == instance);

    [Fact]
    public void So_is_one_with_any_keys_set() => Check(Lines(), 500, static line =>
    {
        Instance instance = InstanceLine.Parse(line);
        return InstanceLine.Parse(InstanceLine.Print(instance)) == instance && InstanceLine.Print(instance) == InstanceLine.Parse(InstanceLine.Print(instance)).Line;
    });

    [Fact]
    public void A_key_sets_what_it_names_and_nothing_else() => Check(Generated().Zip(Gen.Elements(Numbers)).Zip(Positive()), 300, static pair =>
    {
        ((Instance instance, string key), string value) = pair;
        string line = string.Join(',', instance.Line.Split(',').Where(part => !part.StartsWith(key + "=", StringComparison.Ordinal))) + $",{key}={value}";
        Instance changed = InstanceLine.Parse(line);
        string[] before = [.. Parts(instance).Where(part => !part.StartsWith(key + "=", StringComparison.Ordinal))];
        string[] after = [.. Parts(changed).Where(part => !part.StartsWith(key + "=", StringComparison.Ordinal))];
        Assert.Equal(before, after);
        Assert.Contains($"{key}={value}", Parts(changed));
    });

    [Fact]
    public void The_order_of_the_parts_and_blanks_do_not_matter() => Check(Lines().Zip(Gen.Choose(0, int.MaxValue)), 200, static pair =>
    {
        string[] parts = pair.Item1.Split(',');
        new System.Random(pair.Item2).Shuffle(parts);
        return InstanceLine.Parse(string.Join(" , ", parts)) == InstanceLine.Parse(pair.Item1);
    });

    [Fact]
    public void A_wrong_value_is_refused_in_one_sentence() => Check(Lines().Zip(Gen.Elements(Garbage)).Zip(Gen.Choose(0, int.MaxValue)), 1000, static pair =>
    {
        ((string line, string garbage), int choice) = pair;
        string[] parts = line.Split(',');
        int index = choice % parts.Length;
        parts[index] = parts[index][..(parts[index].IndexOf('=', StringComparison.Ordinal) + 1)] + garbage;
        AssertRefused(string.Join(',', parts));
    });

    // An enumeration's number is no word for it, with a sign no more than without.
    [Fact]
    public void A_number_is_no_word() => Check(
        Gen.Elements("support", "magnitude", "teacher", "dictionary", "noiselaw", "smoothing").Zip(Gen.Elements("0", "1", "+0", "+1", "-0", "01")),
        100,
        static pair => AssertRefused($"d=256,k=3,{pair.Item1}={pair.Item2}"));

    [Fact]
    public void A_part_that_is_no_known_key_is_refused_in_one_sentence() => Check(
        Lines().Zip(Gen.Elements("depth=3", "=3", "m", "D", "M=3", "Radius=0.1", "radius=0.1,radius=0.1", "preset=none", "a\nb=3", "a\u2028b=3", "a\tb=1")),
        300,
        static pair => AssertRefused($"{pair.Item1},{pair.Item2}"));

    [Fact]
    public void Values_that_do_not_fit_together_are_refused_in_one_sentence() => Check(
        Generated().Zip(Gen.Elements(
            "k=0", "k=-3", "k=4", "d=1", "d=-256", "D=9999", "dictionary=overcomplete", "flip=0.5", "mixture-flip=0.6", "adv-fresh=1.1", "adv-fresh=-0.1", "spike=0.95", "radius=0", "m=0", "clean-batch=0", "adv-batch=0", "clean-steps=0", "s=11")),
        300,
        static pair =>
        {
            string key = pair.Item2[..(pair.Item2.IndexOf('=', StringComparison.Ordinal) + 1)];
            string[] parts = [.. pair.Item1.Line.Split(',').Where(part => !part.StartsWith(key, StringComparison.Ordinal))];
            AssertRefused(string.Join(',', [.. parts, pair.Item2]));
        });

    [Fact]
    public void Any_text_is_read_or_refused_in_one_sentence() => Check(ArbMap.Default.GeneratorFor<string>().Where(static text => text is not null), 1000, static text =>
    {
        try
        {
            InstanceLine.Parse(text);
        }
        catch (Exception thrown) when (thrown is FormatException or ArgumentException)
        {
            AssertOneSentence(thrown.Message);
        }
    });

    private static void AssertRefused(string line)
    {
        Exception? thrown = Record.Exception(() => InstanceLine.Parse(line));
        Assert.True(thrown is FormatException or ArgumentException, $"'{line}' gave {thrown?.ToString() ?? "an instance"}.");
        AssertOneSentence(thrown!.Message);
    }

    private static void AssertOneSentence(string message)
    {
        Assert.EndsWith(".", message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, static character =>
            char.IsControl(character) || char.GetUnicodeCategory(character) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
    }

    private static IEnumerable<string> Parts(Instance instance) => InstanceField.All.Select(field => $"{field.Key}={field.Print(instance)}");

    private static Gen<Instance> Generated() =>
        from scale in Gen.Elements(Enum.GetValues<Scale>())
        from instance in InstanceGenerator.Core(scale)
        select instance;

    private static Gen<string> Positive() =>
        from mantissa in Gen.Choose(1, int.MaxValue)
        from exponent in Gen.Choose(-15, -9)
        select (mantissa * Math.Pow(10, exponent)).ToString("R", CultureInfo.InvariantCulture);

    private static Gen<string> Lines() =>
        from instance in Generated()
        from whole in Gen.SubListOf(WholeNumbers)
        from wholeValues in Gen.ArrayOf(Gen.Choose(1, 5000), whole.Count)
        from numbers in Gen.SubListOf(Numbers)
        from numberValues in Gen.ArrayOf(Positive(), numbers.Count)
        from word in Gen.SubListOf(Words)
        let set = whole.Zip(wholeValues, static (key, value) => FormattableString.Invariant($"{key}={value}"))
            .Concat(numbers.Zip(numberValues, static (key, value) => $"{key}={value}"))
            .Concat(word)
            .GroupBy(KeyOf)
            .ToDictionary(static same => same.Key, static same => same.First())
        select string.Join(',', instance.Line.Split(',').Where(part => !set.ContainsKey(KeyOf(part))).Concat(set.Values));

    private static string KeyOf(string part) => part[..part.IndexOf('=', StringComparison.Ordinal)];
}
