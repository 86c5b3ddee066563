using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Model.Cpu;
using Xunit;

namespace PurifyProofs.Properties.Runs.Check;

/// <summary>What <c>--dry-run</c> says beforehand: as many instances as the sequential test needs, and times that follow from the work.</summary>
public sealed class CheckForecastProperties : PropertyChecks
{
    [Theory]
    [InlineData("FP-6", 5)]
    [InlineData("FP-*", 8)]
    public void Drawn_instances_are_as_many_as_a_clean_run_needs(string claims, int fewest)
    {
        CheckForecast forecast = CheckForecast.Of([Request(claims, InstanceOrigin.Drawn, 16)], CpuDevice.Factory);
        Assert.Equal((fewest, 16), (forecast.FewestInstances, forecast.MostInstances));
        Assert.InRange(forecast.FewestTime, TimeSpan.FromTicks(1), forecast.MostTime);
    }

    [Fact]
    public void Given_instances_are_all_run()
    {
        CheckForecast forecast = CheckForecast.Of([Request("FP-2", InstanceOrigin.Given, 3)], CpuDevice.Factory);
        Assert.Equal((3, 3), (forecast.FewestInstances, forecast.MostInstances));
        Assert.Equal(forecast.FewestTime, forecast.MostTime);
        Assert.Equal([Study.Clean], forecast.Studies);
    }

    [Fact]
    public void Time_is_proportional_to_the_work() => Check(Works().Two().Zip(Units()), 200, static pair =>
    {
        ((StudyWork one, StudyWork other), UnitSeconds seconds) = pair;
        double together = seconds.Of(one + (3 * other)).TotalSeconds, apart = seconds.Of(one).TotalSeconds + (3 * seconds.Of(other).TotalSeconds);
        return Math.Abs(together - apart) <= 1e-5 * (1 + apart);
    });

    private static CheckRequest Request(string claims, InstanceOrigin origin, int count)
    {
        SparseCodingInstance tiny = SparseCodingLine.Parse("d=24,k=1,m=10,radius=0.5,clean-batch=20,adv-batch=20,clean-steps=12,bias-steps=5,adv-steps=10,adv-ramp=4,pgd-steps=2,seed=3");
        return new(Scale.Quick, claims, [.. Enumerable.Repeat(tiny, count)], origin, HypothesisScope.Within, 3, 1, "nowhere", Resume: false, TimeLimit: null);
    }

    private static Gen<StudyWork> Works() =>
        from counts in Gen.ArrayOf(Gen.Choose(0, 1000), 6)
        select new StudyWork(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);

    private static Gen<UnitSeconds> Units() =>
        from milliseconds in Gen.ArrayOf(Gen.Choose(0, 1000), 6)
        select new UnitSeconds(milliseconds[0] / 1e3, milliseconds[1] / 1e3, milliseconds[2] / 1e3, milliseconds[3] / 1e3, milliseconds[4] / 1e3, milliseconds[5] / 1e3);
}
