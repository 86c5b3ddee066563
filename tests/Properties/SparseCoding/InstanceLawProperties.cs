using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>
/// The instances of a check are independent draws of the law in docs/instances.md. Each quantity becomes a uniform number by its documented
/// distribution function (randomised where it jumps), so that all are held to one law. A false alarm of a test has probability below 1e-8.
/// </summary>
public sealed class InstanceLawProperties : PropertyChecks
{
    private const int Instances = 1000;

    [Theory]
    [InlineData(Scale.Smoke)]
    [InlineData(Scale.Quick)]
    [InlineData(Scale.Standard)]
    [InlineData(Scale.Full)]
    public void Every_quantity_has_the_documented_law(Scale scale) => Check(InstanceDraw.Seeds(), 1, seed =>
    {
        IReadOnlyList<SparseCodingInstance> instances = InstanceLaw.Draw(scale, seed, Instances);
        foreach ((string quantity, double[] uniforms) in Uniforms(scale, instances, new System.Random((int)(seed % int.MaxValue))))
        {
            Statistics.AssertDistribution(uniforms, static value => value);

            // The ends of a range weigh too little for a distance; a thousand draws miss a twentieth with probability below 1e-22.
            Assert.True(uniforms.Min() < 0.05 && uniforms.Max() > 0.95, $"{quantity} never comes near an end of its documented range.");
        }
    });

    // Fair coins, if independent: whether two quantities lie on the same side of their medians, within the first instance of a
    // check and from the first to the second, over many checks. (Later ones follow the first two as these follow each other.)
    [Theory]
    [InlineData(Scale.Quick)]
    [InlineData(Scale.Full)]
    public void Quantities_are_independent_within_an_instance_and_from_one_to_the_next(Scale scale) => Check(InstanceDraw.Seeds(), 1, seed =>
    {
        var random = new System.Random((int)(seed % int.MaxValue));
        SparseCodingInstance[][] checks = [.. Enumerable.Range(0, Instances).Select(_ => InstanceLaw.Draw(scale, (ulong)random.NextInt64(), 2).ToArray())];
        (string Quantity, double[] Uniforms)[] one = [.. Uniforms(scale, [.. checks.Select(static check => check[0])], random)];
        (string Quantity, double[] Uniforms)[] next = [.. Uniforms(scale, [.. checks.Select(static check => check[1])], random)];
        (string Pair, double Deviation)[] deviations =
        [
            .. from first in one from second in next select ($"{first.Quantity} of one and {second.Quantity} of the next", Deviation(first.Uniforms, second.Uniforms)),
            .. from first in one from second in one where string.CompareOrdinal(first.Quantity, second.Quantity) < 0 select ($"{first.Quantity} and {second.Quantity}", Deviation(first.Uniforms, second.Uniforms)),
        ];

        // Hoeffding's inequality for each pair, divided among all.
        double allowed = Math.Sqrt(Math.Log(2 * deviations.Length / Statistics.FalseAlarm) / (2 * Instances));
        (string pair, double worst) = deviations.MaxBy(static candidate => candidate.Deviation);
        Assert.True(worst <= allowed, FormattableString.Invariant($"{pair}: {worst:0.###} off one half, {allowed:0.###} allowed."));
    });

    [Fact]
    public void What_a_law_draws_has_its_sizes_and_what_leaves_them_does_not() => Check(
        Gen.Elements(Enum.GetValues<Scale>()).SelectMany(static scale => InstanceLaw.Of(scale).Generator().Select(instance => (Law: InstanceLaw.Of(scale), Instance: instance))),
        400,
        static pair =>
        {
            (InstanceLaw law, SparseCodingInstance drawn) = pair;
            int dimension = drawn.Law.Dimension, width = drawn.Plan.Width;
            (double lowest, double highest) = PresetCatalogue.TwoSidedWindow(dimension, InstanceLaw.Sparsity);
            Assert.True(law.HasSizesOf(drawn), drawn.Line);
            Assert.All(
                new[]
                {
                    InstanceSizing.Resize(drawn, law.Dimensions.Min() - 1, InstanceLaw.Sparsity, law.WidthFactors.Lowest * (law.Dimensions.Min() - 1)),
                    InstanceSizing.Resize(drawn, law.Dimensions.Max() + 1, InstanceLaw.Sparsity, law.WidthFactors.Lowest * (law.Dimensions.Max() + 1)),
                    InstanceSizing.Resize(drawn, dimension, 1, width),
                    drawn with { Plan = drawn.Plan with { Width = (law.WidthFactors.Lowest * dimension) - 1 } },
                    drawn with { Plan = drawn.Plan with { Width = (law.WidthFactors.Highest * dimension) + 1 } },
                    drawn with { Law = drawn.Law with { NoiseLevel = 0.16 } },
                    drawn with { Radius = lowest - 0.001 },
                    drawn with { Radius = highest + 0.001 },
                },
                outside => Assert.False(law.HasSizesOf(outside), outside.Line));
        });

    [Fact]
    public void Sparsity_laws_preset_and_decay_of_adversarial_training_are_those_of_the_document() => Check(
        Gen.Elements(Enum.GetValues<Scale>()).Zip(InstanceDraw.Seeds()), 20, static pair => Assert.All(InstanceLaw.Draw(pair.Item1, pair.Item2, 20), static instance =>
        {
            Assert.Equal((3, "two-sided"), (instance.Law.Sparsity, instance.Preset));
            string[] drawn = ["radius", "seed", "noise", .. DocumentedInstanceLaw.Read(Scale.Quick).Factors.Keys];
            SparseCodingInstance preset = PresetCatalogue.AtSizeOf(instance);
            Assert.DoesNotContain(SparseCodingFields.All, field => field.Differs(instance, preset) && !drawn.Contains(field.Key));
        }));

    private static double Deviation(double[] first, double[] second) =>
        Math.Abs(first.Zip(second).Average(static pair => (pair.First < 0.5) == (pair.Second < 0.5) ? 0.5 : -0.5));

    private static IEnumerable<(string Quantity, double[] Uniforms)> Uniforms(Scale scale, IReadOnlyList<SparseCodingInstance> instances, System.Random random)
    {
        DocumentedInstanceLaw law = DocumentedInstanceLaw.Read(scale);
        return instances
            .SelectMany(instance => law.Draws(instance).Select(draw => (draw.Quantity, Uniform: draw.Uniform(random.NextDouble()))))
            .Concat(instances.Select(static instance => ("seed", instance.Seed / Math.Pow(2, 64))))
            .GroupBy(static draw => draw.Item1, static draw => draw.Item2, static (quantity, uniforms) => (quantity, uniforms.ToArray()));
    }
}
