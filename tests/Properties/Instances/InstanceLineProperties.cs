using System.Globalization;
using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Properties.SparseCoding;
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
        "adv-cooldown=0", "adv-cooldown=0.35", "adv-cooldown=1",
    ];

    private static readonly string[] Garbage = ["", " ", "x", "NaN", "Infinity", "1e999", "-1", "-1.5", "--3", "1 2", "½", "0x10", "+x", "1\u20282", "1\n2", "1\r\n2", "1\u00002", "∞", "3=4"];

    [Fact]
    public void A_generated_instance_is_read_back_from_its_line() => Check(Generated(), 300, static instance => SparseCodingLine.Parse(instance.Line) == instance);

    // k = 1 and d in the range that documents give for single-feature.
    [Theory]
    [InlineData("two-sided", 256, 3)]
    [InlineData("purifying", 512, 3)]
    [InlineData("single-feature", 464, 1)]
    public void A_preset_brings_its_own_sizes(string preset, int dimension, int sparsity)
    {
        SparseCodingInstance instance = SparseCodingLine.Parse("preset=" + preset);
        Assert.Equal((dimension, sparsity), (instance.Law.Dimension, instance.Law.Sparsity));
        Assert.Equal(instance, PresetCatalogue.AtSizeOf(instance));
        Assert.Equal((dimension, 5), SparseCodingLine.Parse($"preset={preset},k=5").Law is var law ? (law.Dimension, law.Sparsity) : default);
    }

    [Fact]
    public void So_is_one_of_any_law() => Check(InstanceSpace.AnyLaw(Scale.Full), 300, static instance =>
    {
        Assert.Equal(instance, SparseCodingLine.Parse(instance.Line));
        Assert.DoesNotContain(instance.Line, char.IsWhiteSpace);
    });

    // What no key sets: clean training has no attack, and the studies choose that of adversarial training themselves.
    [Fact]
    public void Every_field_of_an_instance_has_its_key() => Check(InstanceSpace.AnyLaw(Scale.Full), 20, static instance =>
    {
        string[] unwritten = ["Plan.Clean.Attack", "Plan.Clean.Radius", "Plan.Clean.RampSteps", "Plan.Clean.AttackSteps", "Plan.Clean.CooldownShare", "Plan.Adversarial.Attack"];
        Assert.Equal(unwritten.Order(), Leaves(instance, "").Where(leaf => leaf.Changed.Line == instance.Line).Select(static leaf => leaf.Path).Order());
    });

    [Fact]
    public void So_is_one_with_any_keys_set() => Check(Lines(), 500, static line =>
    {
        SparseCodingInstance instance = SparseCodingLine.Parse(line);
        return SparseCodingLine.Parse(instance.Line) == instance && instance.Line == SparseCodingLine.Parse(instance.Line).Line;
    });

    [Fact]
    public void A_key_sets_what_it_names_and_nothing_else() => Check(Generated().Zip(Gen.Elements(Numbers)).Zip(Positive()), 300, static pair =>
    {
        ((SparseCodingInstance instance, string key), string value) = pair;
        string line = string.Join(',', instance.Line.Split(',').Where(part => !part.StartsWith(key + "=", StringComparison.Ordinal))) + $",{key}={value}";
        SparseCodingInstance changed = SparseCodingLine.Parse(line);
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
        return SparseCodingLine.Parse(string.Join(" , ", parts)) == SparseCodingLine.Parse(pair.Item1);
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
            "k=0", "k=-3", "k=4", "d=1", "d=-256", "D=9999", "dictionary=overcomplete", "flip=0.5", "mixture-flip=0.51", "mixture-flip=-0.01", "adv-fresh=1.1", "adv-fresh=-0.1", "kernel-share=1.01", "kernel-share=-0.1", "spike=0.95", "radius=0", "m=0", "clean-batch=0", "adv-batch=0", "clean-steps=0", "adv-cooldown=1.01", "adv-cooldown=-0.1", "s=11")),
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
            SparseCodingLine.Parse(text);
        }
        catch (Exception thrown) when (thrown is FormatException or ArgumentException)
        {
            AssertOneSentence(thrown.Message);
        }
    });

    private static void AssertRefused(string line)
    {
        Exception? thrown = Record.Exception(() => SparseCodingLine.Parse(line));
        Assert.True(thrown is FormatException or ArgumentException, $"'{line}' gave {thrown?.ToString() ?? "an instance"}.");
        AssertOneSentence(thrown!.Message);
    }

    private static void AssertOneSentence(string message)
    {
        Assert.EndsWith(".", message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, static character =>
            char.IsControl(character) || char.GetUnicodeCategory(character) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
    }

    // Every value in the tree of records that makes up an instance, with the instance in which that value alone is another.
    private static IEnumerable<(string Path, SparseCodingInstance Changed)> Leaves(SparseCodingInstance instance, string path)
    {
        foreach (PropertyInfo property in Walk(instance, path).GetType().GetProperties().Where(static property => property.CanWrite))
        {
            string below = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            object value = property.GetValue(Walk(instance, path))!;
            IEnumerable<(string, SparseCodingInstance)> leaves = value.GetType().GetMethod("<Clone>$") is null
                ? [(below, Replace(instance, below, Another(value)))]
                : Leaves(instance, below);
            foreach ((string, SparseCodingInstance) leaf in leaves)
            {
                yield return leaf;
            }
        }
    }

    private static object Walk(object root, string path) =>
        path.Split('.', StringSplitOptions.RemoveEmptyEntries).Aggregate(root, static (at, name) => at.GetType().GetProperty(name)!.GetValue(at)!);

    private static SparseCodingInstance Replace(SparseCodingInstance instance, string path, object value) => (SparseCodingInstance)Replace((object)instance, path.Split('.'), value);

    private static object Replace(object record, string[] path, object value)
    {
        object copy = record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
        PropertyInfo property = record.GetType().GetProperty(path[0])!;
        property.SetValue(copy, path.Length == 1 ? value : Replace(property.GetValue(record)!, path[1..], value));
        return copy;
    }

    private static object Another(object value) => value switch
    {
        int number => number + 1,
        double number => number + 0.125,
        ulong number => number + 1,
        string name => PresetCatalogue.All.First(preset => preset.Name != name).Name,
        Enum word => Enum.GetValues(word.GetType()).Cast<object>().First(other => !other.Equals(word)),
        _ => throw new NotSupportedException($"A field of type {value.GetType()} needs a key and a value here."),
    };

    private static IEnumerable<string> Parts(SparseCodingInstance instance) => SparseCodingFields.All.Select(field => $"{field.Key}={field.Print(instance)}");

    private static Gen<SparseCodingInstance> Generated() =>
        from scale in Gen.Elements(Enum.GetValues<Scale>())
        from instance in InstanceLaw.Of(scale).Generator()
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
