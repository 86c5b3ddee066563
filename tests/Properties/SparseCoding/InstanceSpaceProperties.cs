using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>Instances of any law can be run, and none of the laws is left out.</summary>
public sealed class InstanceSpaceProperties : PropertyChecks
{
    private static readonly Gen<SparseCodingInstance> Any = Gen.Elements(Enum.GetValues<Scale>()).SelectMany(InstanceSpace.AnyLaw);

    [Fact]
    public void Every_instance_is_valid() => Check(Any, 500, static instance => instance.Validate());

    [Fact]
    public void The_data_of_every_law_can_be_drawn() => Check(InstanceSpace.Laws(24).Zip(InstanceDraw.Seeds()), 100, static pair =>
    {
        using var distribution = new SparseCodingDistribution(pair.Item1, pair.Item2);
        (double[] code, float[] input, float label) = distribution.Inspect(Model.Numerics.RandomStream.Evaluation, 0, 0);
        Assert.Equal((pair.Item1.DictionarySize, pair.Item1.Dimension), (code.Length, input.Length));
        Assert.Equal(1, Math.Abs(label));
        Assert.All(input, static value => Assert.True(float.IsFinite(value)));
    });

    // Each value has probability at least 1/12, so 800 draws miss one of the 24 with probability below 24 (11/12)^800 < 1e-28.
    [Fact]
    public void Every_law_is_drawn() => Check(InstanceDraw.Seeds(), 1, static seed =>
    {
        SparseCodingInstance[] instances = [.. Enumerable.Range(0, 800).Select(index => InstanceDraw.One(Any, seed, index, RandomStream.Instances))];
        AssertAllSeen(instances, static instance => instance.Law.Support);
        AssertAllSeen(instances, static instance => instance.Law.Magnitude);
        AssertAllSeen(instances, static instance => instance.Law.Teacher);
        AssertAllSeen(instances, static instance => instance.Law.Dictionary);
        AssertAllSeen(instances, static instance => instance.Law.Noise);
        AssertAllSeen(instances, static instance => instance.Plan.Smoothing);
        Assert.Equal([1, 2, 3, 4, 5], instances.Select(static instance => instance.Law.Sparsity).Distinct().Order());
        Assert.Equal(PresetCatalogue.All.Select(static preset => preset.Name).Order(), instances.Select(static instance => instance.Preset).Distinct().Order());
        Assert.Equal([false, true], instances.Select(static instance => CoreHypotheses.Breach(instance) is null).Distinct().Order());
        Assert.All(instances, static instance => Assert.Equal(0, instance.Law.LabelFlip));
    });

    private static void AssertAllSeen<T>(SparseCodingInstance[] instances, Func<SparseCodingInstance, T> law)
        where T : struct, Enum =>
        Assert.Equal(Enum.GetValues<T>().Order(), instances.Select(law).Distinct().Order());
}
