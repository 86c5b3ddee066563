using FsCheck.Fluent;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>Random starts of attacks are uniform in the ball, and each is its point's own.</summary>
public sealed class RandomStartsProperties : PropertyChecks
{
    [Fact]
    public void A_random_start_depends_on_its_point_alone() => Check(Gen.Choose(2, 60).Zip(Gen.Choose(2, 150)), 60, static pair =>
    {
        (int count, int dimension) = pair;
        using var all = new Matrix(count, dimension);
        using var some = new Matrix(1, dimension);
        RandomStarts.Write(7, 2, [.. Enumerable.Range(0, count)], 0.4, all);
        RandomStarts.Write(7, 2, [count - 1], 0.4, some);
        return all.Row(count - 1).SequenceEqual(some.Row(0)) && !all.Row(0).SequenceEqual(some.Row(0));
    });

    // P(‖δ‖ ≤ t) = (t/τ)^d, most telling where d is small; Dvoretzky–Kiefer–Wolfowitz at the false-alarm rate of all statistical tests.
    [Fact]
    public void Random_starts_are_uniform_in_the_ball() => Check(Gen.Choose(2, 6).Zip(Gen.Choose(0, int.MaxValue)), 3, static pair =>
    {
        (int dimension, int seed) = pair;
        const int Count = 20_000;
        using var starts = new Matrix(Count, dimension);
        RandomStarts.Write((ulong)seed, 0, [.. Enumerable.Range(0, Count)], 0.3, starts);
        double[] ranks = [.. Enumerable.Range(0, Count).Select(i => Math.Pow(Float64.Norm(starts.Row(i)) / 0.3, dimension))];
        Statistics.AssertDistribution(ranks, static rank => Math.Clamp(rank, 0, 1));
        double[] angles = [.. Enumerable.Range(0, Count).Select(i => Math.Atan2(starts.Row(i)[0], starts.Row(i)[1]))];
        Statistics.AssertDistribution(angles, static angle => (angle + Math.PI) / (2 * Math.PI));
    });
}
