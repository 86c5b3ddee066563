using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Catalogue.FeaturePurification;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>Statistics over neurons against their definitions.</summary>
public sealed class WeightStatisticsProperties : PropertyChecks
{
    [Fact]
    public void Half_the_values_lie_on_either_side_of_the_median() => Check(Values().Where(static values => values.Length > 0), 300, static values =>
    {
        double median = SampleMedian.Of(values);
        return values.Count(value => value < median) <= values.Length / 2
            && values.Count(value => value > median) <= values.Length / 2
            && (values.Length % 2 == 0 || values.Contains(median));
    });

    [Fact]
    public void The_median_of_nothing_is_not_a_number() => Assert.True(double.IsNaN(SampleMedian.Of([])));

    [Fact]
    public void A_histogram_counts_every_value_once() => Check(Values().Where(static values => values.Length > 0).Zip(Gen.Choose(1, 50)), 300, static pair =>
    {
        (double[] values, int bins) = pair;
        IReadOnlyList<SeriesPoint> histogram = WeightStatistics.Histogram(values, -1, 1, bins);
        Assert.Equal(bins, histogram.Count);
        Assert.Equal(1, histogram.Sum(static bin => bin.Y), 1e-9);
        Assert.Equal(-1, histogram[0].X, 1e-12);
        for (int bin = 1; bin < bins - 1; bin++)
        {
            (double low, double high) = (histogram[bin].X, histogram[bin + 1].X);
            double certain = values.Count(value => value > low + 1e-9 && value < high - 1e-9);
            double possible = values.Count(value => value > low - 1e-9 && value < high + 1e-9);
            Assert.InRange(histogram[bin].Y * values.Length, certain - 1e-6, possible + 1e-6);
        }
    });

    [Fact]
    public void Row_cosines_are_scalar_products_over_norms() => Check(Shapes(), 100, static shape =>
    {
        var random = new System.Random(shape.Seed);
        using Model.Numerics.Matrix a = RandomMatrix.Normal(random, shape.Rows, shape.Columns, 1);
        using Model.Numerics.Matrix b = RandomMatrix.Normal(random, shape.Rows, shape.Columns, 1);
        a.Row(0).Clear();
        double[] cosines = WeightStatistics.RowCosines(a, b);
        Assert.Equal(0, cosines[0]);
        for (int i = 1; i < shape.Rows; i++)
        {
            Assert.Equal(Float64.Dot(a.Row(i), b.Row(i)) / Float64.Norm(a.Row(i)) / Float64.Norm(b.Row(i)), cosines[i], 1e-12);
            Assert.Equal(Math.Abs(cosines[i]), WeightStatistics.Shares(a, Float64.Of(b.Row(i)))[i], 1e-12);
        }
    });

    // Chosen with ⟨w*, c⟩ = 0, so that nothing is removed with the dense part: exactly q.
    [Fact]
    public void A_neuron_of_q_equal_features_counts_q() => Check(Gen.Choose(1, 10).Zip(Gen.Choose(21, 60)).Zip(Gen.Choose(0, int.MaxValue)), 60, static pair =>
    {
        ((int half, int dimension), int seed) = pair;
        using var distribution = new SparseCodingDistribution(Law(dimension), (ulong)seed);
        using Model.Numerics.Matrix weights = Mixture(distribution, 2 * half, j => distribution.Teacher[j] * (j % 2 == 0 ? 1 : -1));
        Assert.Equal(2 * half, WeightStatistics.FeatureCounts(weights, distribution)[0], 1e-3 * half);
    });

    // The dense part of a pure feature takes 1/d of it: c_j = 1 − 1/d, all others ±1/d.
    [Fact]
    public void A_pure_feature_counts_one_and_a_dead_neuron_counts_all() => Check(Gen.Choose(4, 80).Zip(Gen.Choose(0, int.MaxValue)), 60, static pair =>
    {
        (int dimension, int seed) = pair;
        using var distribution = new SparseCodingDistribution(Law(dimension), (ulong)seed);
        using Model.Numerics.Matrix weights = Mixture(distribution, 1, static _ => -3);
        double rest = 1.0 / dimension, kept = 1 - rest;
        double squares = (kept * kept) + ((dimension - 1) * rest * rest);
        double fourths = Math.Pow(kept, 4) + ((dimension - 1) * Math.Pow(rest, 4));
        double count = WeightStatistics.FeatureCounts(weights, distribution)[0];
        Assert.Equal(squares * squares / fourths, count, 1e-4);
        Assert.InRange(count, 1, 1 + (4.0 / dimension));
        weights.Clear();
        Assert.Equal(dimension, WeightStatistics.FeatureCounts(weights, distribution)[0]);
    });

    [Fact]
    public void The_dense_mixture_itself_is_no_feature() => Check(Gen.Choose(8, 60).Zip(Gen.Choose(0, int.MaxValue)), 40, static pair =>
    {
        using var distribution = new SparseCodingDistribution(Law(pair.Item1), (ulong)pair.Item2);
        using Model.Numerics.Matrix pure = Mixture(distribution, 1, static _ => 1);
        using Model.Numerics.Matrix mixed = pure.Clone();
        for (int i = 0; i < mixed.Columns; i++)
        {
            mixed.Row(0)[i] += (float)(2 * distribution.DenseMixture[i]);
        }

        Assert.Equal(WeightStatistics.FeatureCounts(pure, distribution)[0], WeightStatistics.FeatureCounts(mixed, distribution)[0], 1e-3);
    });

    [Fact]
    public void The_removed_part_is_orthogonal_to_what_was_kept() => Check(Shapes(), 100, static shape =>
    {
        var random = new System.Random(shape.Seed);
        using Model.Numerics.Matrix clean = RandomMatrix.Normal(random, shape.Rows, shape.Columns, 1);
        using Model.Numerics.Matrix purified = RandomMatrix.Normal(random, shape.Rows, shape.Columns, 1);
        purified.Row(0).Clear();
        double[][] rows = RemovedPart.Rows(clean, purified);
        Assert.Equal(Float64.Of(clean.Row(0)), rows[0]);
        for (int i = 1; i < shape.Rows; i++)
        {
            double[] kept = Float64.Of(purified.Row(i));
            Assert.Equal(0, rows[i].Zip(kept, static (a, b) => a * b).Sum(), 1e-10 * (1 + (Float64.Norm(rows[i]) * Float64.Norm(kept))));

            // What is left of w is a multiple of w'.
            double[] rest = [.. Float64.Of(clean.Row(i)).Zip(rows[i], static (w, v) => w - v)];
            Assert.Equal(
                Float64.Norm(rest) * Float64.Norm(kept),
                Math.Abs(rest.Zip(kept, static (a, b) => a * b).Sum()),
                1e-10 * (1 + (Float64.Norm(rest) * Float64.Norm(kept))));
        }
    });

    [Fact]
    public void The_removed_direction_is_the_top_right_singular_vector() => Check(Shapes(), 60, static shape =>
    {
        // A planted direction keeps the two largest singular values apart, as power iteration needs.
        var random = new System.Random(shape.Seed);
        double[] planted = RandomMatrix.Orthogonal(random, shape.Columns)[0];
        double[][] rows = [.. Enumerable.Range(0, shape.Rows).Select(_ =>
        {
            double strength = 4 * Math.Sqrt(shape.Columns) * (1 + random.NextDouble());
            return planted.Select(value => (strength * value) + RandomMatrix.NextNormal(random)).ToArray();
        })];
        Vector<double> expected = Matrix<double>.Build.DenseOfRowArrays(rows).Svd().VT.Row(0);
        double[] found = RemovedPart.TopRightSingularVector(rows);
        Assert.Equal(1, Float64.Norm(found), 1e-9);
        Assert.Equal(1, Math.Abs(expected.DotProduct(Vector<double>.Build.Dense(found))), 1e-9);
    });

    [Fact]
    public void The_lottery_scale_is_its_formula_and_stops_growing_at_four_features() => Check(Gen.Choose(1, 10_000).Zip(Gen.Choose(2, 10_000)).Zip(Gen.Choose(100, 2000)), 200, static pair =>
    {
        ((int width, int dimension), int hundredths) = pair;
        double features = hundredths / 100.0;
        double scale = InitialCorrelation.LotteryScale(width, dimension, features);
        Assert.Equal(2 * Math.Min(features, 4) * (Math.Log(width) + Math.Log(dimension)) / dimension, scale * scale, 1e-9 * (1 + (scale * scale)));
        Assert.True(InitialCorrelation.LotteryScale(width, dimension, features + 1) >= scale);
        Assert.Equal(InitialCorrelation.LotteryScale(width, dimension, 4), InitialCorrelation.LotteryScale(width, dimension, 4 + features));
    });

    private static Gen<double[]> Values() =>
        from count in Gen.Choose(0, 40)
        from values in Gen.ArrayOf(Gen.Choose(-1_000, 1_000).Select(static value => value / 1000.0), count)
        select values;

    private static Gen<(int Rows, int Columns, int Seed)> Shapes() =>
        from rows in Gen.Choose(2, 40)
        from columns in Gen.Choose(2, 40)
        from seed in Gen.Choose(0, int.MaxValue)
        select (rows, columns, seed);

    private static SparseCodingLaw Law(int dimension) => new() { Dimension = dimension, DictionarySize = dimension, Sparsity = 1 };

    private static Model.Numerics.Matrix Mixture(SparseCodingDistribution distribution, int features, Func<int, double> weight)
    {
        var weights = new Model.Numerics.Matrix(1, distribution.Law.Dimension);
        for (int j = 0; j < features; j++)
        {
            for (int i = 0; i < weights.Columns; i++)
            {
                weights.Row(0)[i] += (float)(weight(j) * distribution.Dictionary.Row(j)[i]);
            }
        }

        return weights;
    }
}
