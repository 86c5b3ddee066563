using FsCheck.Fluent;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Device;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.Cpu;

/// <summary>Instances trained side by side are those trained one after another.</summary>
public sealed class SideBySideProperties : PropertyChecks, IDisposable
{
    private readonly CpuDevice alone = new(2);
    private readonly CpuDevice device = new(3);

    [Fact]
    public void Side_by_side_gives_the_bits_of_one_by_one() => Check(TrainingCase.All.ListOf(5), 15, examples =>
    {
        var networks = new SymmetricReluNetwork[examples.Count];
        device.RunSideBySide(examples.Count, (i, single) => networks[i] = Train(single, examples[i]));
        for (int i = 0; i < examples.Count; i++)
        {
            using SymmetricReluNetwork expected = Train(alone, examples[i]);
            using SymmetricReluNetwork found = networks[i];
            Assert.True(RandomMatrix.HaveSameBits(expected.Weights, found.Weights));
        }
    });

    [Fact]
    public void An_exception_of_one_instance_reaches_the_caller() =>
        Assert.Throws<InvalidDataException>(() => device.RunSideBySide(7, static (instance, _) =>
        {
            if (instance == 4)
            {
                throw new InvalidDataException("four");
            }
        }));

    /// <inheritdoc/>
    public void Dispose()
    {
        alone.Dispose();
        device.Dispose();
    }

    private static SymmetricReluNetwork Train(IDevice on, TrainingCase example)
    {
        using SparseCodingDistribution distribution = example.CreateDistribution();
        SymmetricReluNetwork network = example.CreateNetwork();
        using ITrainer trainer = on.SparseCoding.CreateTrainer(network, distribution, example.Settings);
        for (int step = 0; step < 3; step++)
        {
            trainer.Advance(step, 1);
        }

        return network;
    }
}
