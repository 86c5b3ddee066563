using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Model.SparseCoding;
using PurifyProofs.Properties.Cpu;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>Adversarial training starts from the clean-trained weights, but for the share of neurons that a control draws afresh.</summary>
public sealed class AdversarialStartProperties : PropertyChecks
{
    [Fact]
    public void The_stated_share_of_neurons_has_a_fresh_direction_and_the_length_it_had() => Check(TrainingCase.All.Zip(Gen.Choose(0, 100)), 60, static pair =>
    {
        (TrainingCase example, int percent) = pair;
        using SymmetricReluNetwork clean = example.CreateNetwork();
        using SymmetricReluNetwork start = AdversarialStart.From(clean, percent / 100.0, example.Seed);
        int fresh = (int)Math.Round(percent / 100.0 * clean.Width);
        for (int i = 0; i < clean.Width; i++)
        {
            double[] before = Doubles(clean.Weights.Row(i)), after = Doubles(start.Weights.Row(i));
            Assert.Equal(i < fresh, !before.SequenceEqual(after));
            Assert.Equal(Float64.Norm(before), Float64.Norm(after), 1e-5 * Float64.Norm(before));
        }

        Assert.Equal(clean.Bias, start.Bias);
        Assert.Equal(clean.SmoothingWidth, start.SmoothingWidth);
    });

    // Over all neurons the cosines between old and new directions average to nothing: Hoeffding at false-alarm rate 1e-10.
    [Fact]
    public void Fresh_directions_have_nothing_to_do_with_the_old_ones() => Check(TrainingCase.All, 20, static example =>
    {
        TrainingPlan plan = example.Plan with { Width = 600 };
        using SymmetricReluNetwork clean = InitialNetwork.Draw(plan, example.Law.Dimension, example.Law.Sparsity, example.Seed, Model.Numerics.RandomStream.InitialWeights);
        using SymmetricReluNetwork start = AdversarialStart.From(clean, 1, example.Seed);
        double mean = WeightStatistics.RowCosines(clean.Weights, start.Weights).Average();
        Assert.InRange(Math.Abs(mean), 0, Math.Sqrt(2 * Math.Log(2e10) / plan.Width));
    });

    private static double[] Doubles(ReadOnlySpan<float> row) => Array.ConvertAll(row.ToArray(), static value => (double)value);
}
