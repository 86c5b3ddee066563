using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.SparseCoding;
using PurifyProofs.Properties.Runs.Check;
using PurifyProofs.Properties.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.Ledgers;

/// <summary>Power cuts: what was recorded is there afterwards, and what is damaged is made again.</summary>
public sealed class PowerCutProperties : PropertyChecks, IDisposable
{
    // Nearly all of their bytes are the zip's own. The third law is what a file without one is read as.
    private static readonly Gen<SparseCodingInstance> Checkpoints =
        from width in Gen.Choose(1, 3)
        from smoothing in Gen.Elements("none", "gaussian")
        from seed in Gen.Choose(0, int.MaxValue)
        select SparseCodingLine.Parse(FormattableString.Invariant($"d=4,k=1,m={width},smoothing={smoothing},seed={seed}"));

    private readonly TemporaryFolder folder = new();
    private int runs;

    [Fact]
    public void Whenever_the_power_goes_no_record_is_lost_that_counted() => Check(
        from example in LedgerRecords.Cases
        from cuts in Gen.ArrayOf(Gen.Choose(1, 8), 12)
        from seed in Gen.Choose(0, int.MaxValue)
        select (Example: example, Cuts: cuts, Seed: seed),
        150,
        life =>
        {
            (byte[] header, byte[] whole) = Write(life.Example);
            var disk = new PowerCutDisk(header, life.Seed);
            int counted = 0;
            for (int cut = 0; counted < life.Example.Records.Length; cut++)
            {
                disk.CutAfter(cut < life.Cuts.Length ? life.Cuts[cut] : int.MaxValue);
                GoOn(disk, life.Example, ref counted);
            }

            disk.CutNow();
            Assert.Equal(whole, disk.Flushed);
        });

    [Fact]
    public void A_check_goes_on_over_a_torn_ledger_and_damaged_networks_to_the_same_bytes() => Check(
        from instance in TinyInstances.All
        from seed in Gen.Choose(0, int.MaxValue)
        select (Instance: instance, Seed: seed),
        2,
        example =>
        {
            CheckRequest request = new(Scale.Smoke, "*", [example.Instance], InstanceOrigin.Given, HypothesisScope.Within, 5, 2, NewFolder(), Resume: false, TimeLimit: null);
            Assert.Null(CheckRunner.Run(request, new SilentProgress(), CpuDevice.Factory, CancellationToken.None).Notice);
            string path = Path.Combine(request.Directory, CheckRunner.LedgerName);
            byte[] whole = File.ReadAllBytes(path);
            var random = new Random(example.Seed);
            for (int cut = 0; cut < 2; cut++)
            {
                int torn = Tear(path, whole, random);
                foreach (string network in Directory.EnumerateFiles(request.Directory, "*.npz", SearchOption.AllDirectories))
                {
                    File.WriteAllBytes(network, Damage(File.ReadAllBytes(network), random));
                }

                CheckResult result = CheckRunner.Run(request with { Resume = true }, new SilentProgress(), CpuDevice.Factory, CancellationToken.None);
                Assert.Null(result.Partial);
                Assert.Equal(torn == 0, result.Notice is null);
                Assert.Contains(FormattableString.Invariant($"torn line of {torn} bytes"), result.Notice ?? "torn line of 0 bytes", StringComparison.Ordinal);
                Assert.Equal(whole, File.ReadAllBytes(path));
            }
        });

    [Fact]
    public void A_torn_checkpoint_is_no_checkpoint() => Check(Checkpoints, 1, instance =>
    {
        (NetworkStore store, _, string path, byte[] whole) = Save(instance);
        for (int length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Null(store.TryLoad("network"));
        }
    });

    [Fact]
    public void A_checkpoint_with_one_changed_byte_is_the_same_or_none() => Check(Checkpoints.Zip(Gen.Choose(1, 255)), 2, damage =>
    {
        (NetworkStore store, TrainingSnapshot saved, string path, byte[] whole) = Save(damage.Item1);
        for (int place = 0; place < whole.Length; place++)
        {
            byte[] changed = [.. whole];
            changed[place] ^= (byte)damage.Item2;
            File.WriteAllBytes(path, changed);
            AssertSameOrNothing(saved, store.TryLoad("network"), place);
        }
    });

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    private static void GoOn(PowerCutDisk disk, LedgerCase example, ref int counted)
    {
        try
        {
            using Ledger ledger = Ledger.Open("ledger.jsonl", disk.Open(), new MemoryStream());
            Assert.InRange(ledger.Records.Count, counted, example.Records.Length);
            Assert.True(LedgerRecords.AreEqual(ledger.Contents, example.Header, example.Records.Take(ledger.Records.Count)));
            for (counted = ledger.Records.Count; counted < example.Records.Length; counted++)
            {
                ledger.Append(example.Records[counted]);
            }
        }
        catch (PowerCutException)
        {
            disk.KillOrCut();
        }
    }

    // Anywhere behind the header, most often within a line.
    private static int Tear(string path, byte[] whole, Random random)
    {
        int header = whole.AsSpan().IndexOf((byte)'\n') + 1;
        byte[] cut = whole[..random.Next(header, whole.Length + 1)];
        File.WriteAllBytes(path, cut);
        return cut.Length - 1 - cut.AsSpan().LastIndexOf((byte)'\n');
    }

    private static byte[] Damage(byte[] network, Random random)
    {
        int place = random.Next(network.Length);
        return random.Next(4) switch
        {
            0 => network[..place],
            1 => [.. network[..place], .. new byte[network.Length - place]],
            2 => [.. network[..place], (byte)(network[place] ^ random.Next(1, 256)), .. network[(place + 1)..]],
            _ => network,
        };
    }

    private (NetworkStore Store, TrainingSnapshot Saved, string Path, byte[] Whole) Save(SparseCodingInstance instance)
    {
        using var distribution = new SparseCodingDistribution(instance.Law, instance.Seed);
        string directory = NewFolder(), path = Path.Combine(directory, "network.npz");
        var store = new NetworkStore(directory, distribution);
        TrainingSnapshot snapshot = new(
            Model.SparseCoding.InitialNetwork.Draw(instance.Plan, instance.Law.Dimension, instance.Law.Sparsity, instance.Seed, Model.Numerics.RandomStream.InitialWeights),
            7,
            [new(0, 0.25), new(7, 0.5)]);
        store.Save("network", snapshot);
        return (store, snapshot, path, File.ReadAllBytes(path));
    }

    private static void AssertSameOrNothing(TrainingSnapshot saved, TrainingSnapshot? loaded, int place)
    {
        if (loaded is not null)
        {
            using (loaded.Network)
            {
                Assert.True(
                    RandomMatrix.HaveSameBits(saved.Network.Weights, loaded.Network.Weights)
                        && saved.Network.Bias.SequenceEqual(loaded.Network.Bias)
                        && saved.Network.SmoothingWidth.SequenceEqual(loaded.Network.SmoothingWidth)
                        && (saved.Network.OutputScale, saved.Network.Smoothing) == (loaded.Network.OutputScale, loaded.Network.Smoothing)
                        && saved.CompletedSteps == loaded.CompletedSteps
                        && saved.DenseShare.SequenceEqual(loaded.DenseShare),
                    $"changed at byte {place}");
            }
        }
    }

    private string NewFolder() => folder[FormattableString.Invariant($"run-{runs++}")];

    private (byte[] Header, byte[] Whole) Write(LedgerCase example)
    {
        string path = folder["ledger.jsonl"];
        File.Delete(path);
        using Ledger ledger = Ledger.Create(path, example.Header);
        byte[] header = File.ReadAllBytes(path);
        foreach (StudyRecord record in example.Records)
        {
            ledger.Append(record);
        }

        return (header, File.ReadAllBytes(path));
    }
}
