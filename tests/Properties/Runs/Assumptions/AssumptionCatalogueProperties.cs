using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Runs.Assumptions;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.Runs.Assumptions;

/// <summary>Every level changes what it says and nothing else, gives an instance that can be run, and has a line that reproduces it.</summary>
public sealed class AssumptionCatalogueProperties : PropertyChecks
{
    private const int Cases = 60;
    private const double RoundingOfRadius = 1e-4;

    [Fact]
    public void Every_level_of_a_generated_instance_is_valid_and_reproduced_by_its_line() => CheckLevels((_, _, instance) =>
    {
        instance.Validate();
        Assert.Equal(instance, FamilyRegistry.Parse(instance.Line));
    });

    [Fact]
    public void A_level_changes_nothing_but_what_its_assumption_speaks_of() => CheckLevels(static (assumption, unvaried, changed) =>
        Assert.Equal(unvaried, TakenBack(assumption.Name, changed, unvaried)));

    [Fact]
    public void Every_assumption_has_one_unvaried_level_and_lies_in_order() => Check(Instances(), Cases, static instance =>
        Assert.All(AssumptionCatalogue.All, assumption =>
        {
            IReadOnlyList<AssumptionLevel> levels = assumption.OrderedFor([instance]);
            Assert.Single(levels, level => level.IsUnvaried([instance]));
            double[] values = [.. levels.Select(level => assumption.Value(level.Change(instance)))];
            Assert.Equal(values.Order(), values);
            Assert.True(assumption.Name == "training-attack" || values.Distinct().Count() == values.Length);
        }));

    [Fact]
    public void Names_are_names_of_folders_and_nothing_is_called_twice()
    {
        string[] names = [.. AssumptionCatalogue.All.Select(static assumption => assumption.Name)];
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(AssumptionCatalogue.All, static assumption =>
        {
            Assert.Equal(assumption.Levels.Count, assumption.Levels.Select(static level => level.Name).Distinct().Count());
            Assert.Equal(assumption.Levels.Count, assumption.Levels.Select(static level => level.Label).Distinct().Count());
            Assert.All(assumption.Levels.Select(static level => level.Name).Append(assumption.Name), static name => Assert.Matches("^[a-z0-9][a-z0-9.-]*$", name));
        });
    }

    [Fact]
    public void Instances_that_differ_share_one_unvaried_level() => Check(Instances().Zip(Instances()), Cases, static pair =>
        Assert.All(AssumptionCatalogue.All, assumption =>
        {
            IReadOnlyList<AssumptionLevel> levels = assumption.OrderedFor([pair.Item1, pair.Item2]);
            AssumptionLevel unvaried = Assert.Single(levels, level => level.IsUnvaried([pair.Item1, pair.Item2]));
            bool alike = assumption.Print(pair.Item1) == assumption.Print(pair.Item2);
            Assert.Equal(alike, unvaried.Label != Assumption.Unvaried);
        }));

    [Fact]
    public void Noise_is_a_share_of_a_feature_in_every_coordinate_and_the_bias_follows_it() => CheckLevels("noise", static (_, unvaried, changed, level) =>
    {
        double share = double.Parse(level.Name, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(share / Math.Sqrt(changed.Law.Sparsity), changed.Law.NoiseLevel / Math.Sqrt(changed.Law.Dimension), 5e-5);
        double growth = Math.Sqrt((1 + Math.Pow(changed.Law.NoiseLevel, 2)) / (1 + Math.Pow(unvaried.Law.NoiseLevel, 2)));
        Assert.Equal(growth, changed.Plan.Bias.Start / unvaried.Plan.Bias.Start, 1e-4);
        Assert.Equal(growth, changed.Plan.Bias.End / unvaried.Plan.Bias.End, 1e-4);
    });

    [Fact]
    public void At_another_sparsity_the_radius_keeps_its_multiple_of_one_feature() => CheckLevels("sparsity", static (_, unvaried, changed, level) =>
    {
        Assert.Equal(level.Name, changed.Law.Sparsity.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(unvaried.Radius * unvaried.Law.Sparsity, changed.Radius * changed.Law.Sparsity, changed.Law.Sparsity * RoundingOfRadius);
        Assert.Equal(unvaried.Plan.Adversarial.Radius / unvaried.Radius, changed.Plan.Adversarial.Radius / changed.Radius, 20 * RoundingOfRadius);
        double growth = Math.Sqrt((double)changed.Law.Sparsity / unvaried.Law.Sparsity);
        Assert.Equal(growth * unvaried.Plan.Bias.Start, changed.Plan.Bias.Start, 1e-5);
        Assert.Equal(growth * unvaried.Plan.Bias.End, changed.Plan.Bias.End, 1e-5);
    });

    [Fact]
    public void Another_width_keeps_the_pace_of_training() => CheckLevels("width", static (_, unvaried, changed, level) =>
    {
        double factor = double.Parse(level.Name[..^1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(factor * changed.Law.Dimension, changed.Plan.Width, 0.5);
        Assert.Equal(1, changed.Plan.OutputScale * changed.Plan.Width / (unvaried.Plan.OutputScale * unvaried.Plan.Width), 1e-12);
        Assert.Equal(1, changed.Plan.Clean.LearningRate * changed.Plan.OutputScale / (unvaried.Plan.Clean.LearningRate * unvaried.Plan.OutputScale), 1e-12);
        Assert.Equal(1, changed.Plan.Clean.LearningRate * changed.Plan.Clean.WeightDecay / (unvaried.Plan.Clean.LearningRate * unvaried.Plan.Clean.WeightDecay), 1e-12);
    });

    [Fact]
    public void The_radius_takes_its_multiple_and_training_follows() => CheckLevels("radius", static (_, unvaried, changed, level) =>
    {
        string[] parts = level.Name.Split('-');
        double multiple = double.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
        double unit = parts[0] == "dense" ? Math.Sqrt((double)changed.Law.Sparsity / changed.Law.Dimension) : 1.0 / changed.Law.Sparsity;
        Assert.Equal(multiple * unit, changed.Radius, RoundingOfRadius);
        Assert.Equal(unvaried.Plan.Adversarial.Radius / unvaried.Radius, changed.Plan.Adversarial.Radius / changed.Radius, 40 * RoundingOfRadius);
    });

    [Fact]
    public void Smoothing_noise_keeps_its_standard_deviation() => CheckLevels("smoothing", static (_, unvaried, changed, level) =>
    {
        Assert.Equal(level.Name, changed.Plan.Smoothing.ToString(), ignoreCase: true);
        Assert.True(changed.Plan.Smoothing == Smoothing.None || Math.Abs(Deviation(changed.Plan) - Deviation(unvaried.Plan)) < 1e-4);
    });

    [Fact]
    public void Discrete_levels_are_what_they_are_called() => Check(Instances(), Cases, static instance =>
    {
        Assert.Equal(SupportLaw.Bernoulli, Changed("support", "bernoulli", instance).Law.Support);
        Assert.Equal(MagnitudeLaw.TwoLevel, Changed("magnitudes", "twolevel", instance).Law.Magnitude);
        Assert.Equal(MagnitudeLaw.Uniform, Changed("magnitudes", "uniform", instance).Law.Magnitude);
        Assert.Equal(TeacherLaw.Spread, Changed("teacher", "spread", instance).Law.Teacher);
        Assert.Equal((DictionaryLaw.Overcomplete, 2 * instance.Law.Dimension), (Changed("dictionary", "2d", instance).Law.Dictionary, Changed("dictionary", "2d", instance).Law.DictionarySize));
        Assert.Equal((NoiseLaw.Spike, 0.9), (Changed("spike-noise", "spike-0.9", instance).Law.Noise, Changed("spike-noise", "spike-0.9", instance).Law.SpikeHeight));
        Assert.Equal(0, Changed("weight-decay", "times-0", instance).Plan.Clean.WeightDecay);
        Assert.Equal(10 * instance.Plan.Clean.WeightDecay, Changed("weight-decay", "times-10", instance).Plan.Clean.WeightDecay);
        Assert.Equal(instance.Plan.Bias.Start, Changed("bias-growth", "times-0", instance).Plan.Bias.End, 1e-6);
        Assert.Equal(3 * (instance.Plan.Bias.End - instance.Plan.Bias.Start), Changed("bias-growth", "times-3", instance).Plan.Bias.End - instance.Plan.Bias.Start, 1e-5);
    });

    [Fact]
    public void A_glob_chooses_assumptions_by_name()
    {
        Assert.Equal(["noise", "teacher"], AssumptionCatalogue.Select("teacher,noise").Select(static assumption => assumption.Name));
        Assert.Equal(["noise", "spike-noise"], AssumptionCatalogue.Select("*noise").Select(static assumption => assumption.Name));
        Assert.Equal(AssumptionCatalogue.All, AssumptionCatalogue.Select("*"));
        Assert.Empty(AssumptionCatalogue.Select("colour"));
    }

    // What an assumption may change, put back by hand.
    private static SparseCodingInstance TakenBack(string assumption, SparseCodingInstance changed, SparseCodingInstance to) => assumption switch
    {
        "noise" => WithPlan(WithLaw(changed, law => law with { NoiseLevel = to.Law.NoiseLevel }), plan => plan with { Bias = plan.Bias with { Start = to.Plan.Bias.Start, End = to.Plan.Bias.End } }),
        "spike-noise" => WithLaw(changed, law => law with { Noise = to.Law.Noise, SpikeHeight = to.Law.SpikeHeight }),
        "sparsity" => WithRadii(WithPlan(WithLaw(changed, law => law with { Sparsity = to.Law.Sparsity }), plan => plan with { Bias = plan.Bias with { Start = to.Plan.Bias.Start, End = to.Plan.Bias.End } }), to),
        "support" => WithLaw(changed, law => law with { Support = to.Law.Support }),
        "magnitudes" => WithLaw(changed, law => law with { Magnitude = to.Law.Magnitude }),
        "teacher" => WithLaw(changed, law => law with { Teacher = to.Law.Teacher }),
        "dictionary" => WithLaw(changed, law => law with { Dictionary = to.Law.Dictionary, DictionarySize = to.Law.DictionarySize }),
        "radius" => WithRadii(changed, to),
        "width" => WithPlan(changed, plan => plan with { Width = to.Plan.Width, OutputScale = to.Plan.OutputScale, Clean = Paced(plan.Clean, to.Plan.Clean), Adversarial = Paced(plan.Adversarial, to.Plan.Adversarial) }),
        "weight-decay" => WithPlan(changed, plan => plan with { Clean = plan.Clean with { WeightDecay = to.Plan.Clean.WeightDecay } }),
        "bias-growth" => WithPlan(changed, plan => plan with { Bias = plan.Bias with { End = to.Plan.Bias.End } }),
        "smoothing" => WithPlan(changed, plan => plan with { Smoothing = to.Plan.Smoothing, SmoothingFraction = to.Plan.SmoothingFraction }),
        "training-attack" => changed,
        _ => throw new NotSupportedException($"Say here what '{assumption}' may change."),
    };

    private static TrainingPhase Paced(TrainingPhase phase, TrainingPhase to) => phase with { LearningRate = to.LearningRate, WeightDecay = to.WeightDecay };

    private static SparseCodingInstance WithRadii(SparseCodingInstance changed, SparseCodingInstance to) =>
        WithPlan(changed with { Radius = to.Radius }, plan => plan with { Adversarial = plan.Adversarial with { Radius = to.Plan.Adversarial.Radius } });

    private static SparseCodingInstance WithLaw(SparseCodingInstance instance, Func<SparseCodingLaw, SparseCodingLaw> change) => instance with { Law = change(instance.Law) };

    private static SparseCodingInstance WithPlan(SparseCodingInstance instance, Func<TrainingPlan, TrainingPlan> change) => instance with { Plan = change(instance.Plan) };

    private static double Deviation(TrainingPlan plan) => plan.Smoothing == Smoothing.Gaussian ? plan.SmoothingFraction : plan.SmoothingFraction / Math.Sqrt(3);

    private static SparseCodingInstance Changed(string assumption, string level, SparseCodingInstance instance) =>
        AssumptionCatalogue.All.Single(one => one.Name == assumption).Levels.Single(one => one.Name == level).Change(instance);

    private static void CheckLevels(Action<Assumption, SparseCodingInstance, SparseCodingInstance> assert) => Check(
        Instances(),
        Cases,
        instance => Assert.All(AssumptionCatalogue.All, assumption => Assert.All(assumption.Levels, level => assert(assumption, instance, level.Change(instance)))));

    private static void CheckLevels(string name, Action<Assumption, SparseCodingInstance, SparseCodingInstance, AssumptionLevel> assert)
    {
        Assumption assumption = AssumptionCatalogue.All.Single(one => one.Name == name);
        Check(Instances(), Cases, instance => Assert.All(assumption.Levels, level => assert(assumption, instance, level.Change(instance), level)));
    }

    private static Gen<SparseCodingInstance> Instances() =>
        from scale in Gen.Elements(Enum.GetValues<Scale>())
        from seed in Gen.Choose(0, int.MaxValue)
        select InstanceLaw.Draw(scale, (ulong)seed, 1)[0];
}
