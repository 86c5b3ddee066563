using System.Reflection;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Model.Numerics;
using Xunit;

namespace PurifyProofs.Properties.Numerics;

/// <summary>No two purposes draw the same numbers: streams differ, and so do the steps of one stream.</summary>
public sealed class StreamStepsTests
{
    private static readonly (string Name, StepRange Range)[] All =
    [
        .. typeof(StreamSteps).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(static property => (property.Name, (StepRange)property.GetValue(null)!)),
    ];

    [Fact]
    public void Every_stream_has_a_number_of_its_own_that_bears_the_shift()
    {
        uint[] numbers = [.. Enum.GetNames<RandomStream>().Select(static name => (uint)Enum.Parse<RandomStream>(name))];

        Assert.Distinct(numbers);
        Assert.All(numbers, static number => Assert.InRange(number, 1u, uint.MaxValue >> 1));
    }

    [Fact]
    public void Ranges_of_one_stream_share_no_step()
    {
        Assert.NotEmpty(All);
        Assert.All(All, static one => Assert.All(All.Where(other => other.Name != one.Name && other.Range.Stream == one.Range.Stream), other =>
            Assert.True(End(one.Range) <= First(other.Range) || End(other.Range) <= First(one.Range), $"{one.Name} and {other.Name}")));
    }

    [Fact]
    public void A_step_past_the_end_of_its_range_is_refused() => Assert.All(All, static one =>
    {
        Assert.Equal(one.Range.First, one.Range.At(0));
        Assert.Equal(First(one.Range) + one.Range.Count - 1, (uint)one.Range.At(one.Range.Count - 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => one.Range.At(one.Range.Count));
        Assert.Throws<ArgumentOutOfRangeException>(() => one.Range.At(-1));
    });

    [Fact]
    public void Every_scale_has_a_step_for_each_look() => Assert.All(Enum.GetValues<Scale>(), static scale =>
    {
        Effort effort = Effort.Of(scale);
        Assert.InRange(Math.Max(effort.Accuracy.Looks, effort.CoarseAccuracy.Looks), 1, StreamSteps.Looks.Count);
    });

    // Counters hold steps without sign: step −1 is the last.
    private static long First(StepRange range) => unchecked((uint)range.First);

    private static long End(StepRange range) => First(range) + range.Count;
}
