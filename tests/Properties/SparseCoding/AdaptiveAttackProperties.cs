using FsCheck.Fluent;
using PurifyProofs.Model.Cpu.SparseCoding;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using PurifyProofs.Properties.Numerics;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>Auto-projected gradient descent halves its steps by the published rule.</summary>
public sealed class AdaptiveAttackProperties : PropertyChecks
{
    // On a linear network the first step reaches the minimum, so no later interval improves and every checkpoint halves η = 2τ.
    [Fact]
    public unsafe void The_step_is_halved_where_nothing_improves() => Check(Gen.Choose(2, 40).Zip(Gen.Choose(0, int.MaxValue)), 20, pair =>
    {
        var random = new System.Random(pair.Item2);
        using var network = new SymmetricReluNetwork(RandomMatrix.Normal(random, 1, pair.Item1, 1), [0], [0], 1, Smoothing.None);
        using Matrix x = RandomMatrix.Normal(random, 1, pair.Item1, 5);
        using var neurons = new NeuronTable(network);
        foreach (SparseCodingKernels kernels in RegisterWidths.All)
        {
            using var block = new SampleBlock(pair.Item1, 1, 64, kernels.PanelWidth);
            block.Begin([1f]);
            kernels.LoadInputs(block, x.Data, x.Stride, pair.Item1);
            new AdaptiveDescent().Run(kernels, neurons, block, new AdaptiveAttackSettings(0.5, 100));
            Assert.Equal(2 * 0.5f / (1 << 8), block.StepLengths[0]);
        }
    });

    // p = 0.22, 0.41, 0.57, 0.70, 0.80, 0.87, 0.93, 0.99 of 100 steps.
    [Fact]
    public void Checkpoints_are_those_published()
    {
        var settings = new AdaptiveAttackSettings(1, 100);
        var checkpoints = new List<int>();
        for (int interval = settings.FirstInterval, at = interval; at < 100; interval = settings.NextInterval(interval), at += interval)
        {
            checkpoints.Add(at);
        }

        Assert.Equal([22, 41, 57, 70, 80, 87, 93, 99], checkpoints);
    }
}
