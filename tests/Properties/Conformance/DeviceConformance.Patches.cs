using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Device;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.Patches;
using PurifyProofs.Properties.Patches;
using Xunit;

namespace PurifyProofs.Properties.Conformance;

/// <summary>Structured data: samples, outputs, attacks inside every threat model, and training.</summary>
public abstract partial class DeviceConformance
{
    [Fact]
    public unsafe void Patches_are_those_of_the_distribution_bit_for_bit() => Check(PatchCase.All, 30, example =>
    {
        using StructuredPatchDistribution distribution = example.CreateDistribution();
        using PatchSamples samples = example.CreateSamples(device.Patches, distribution);
        using Matrix expected = samples.X.Clone();
        for (int i = 0; i < samples.Count; i++)
        {
            float* first = expected.RowStart(i * samples.Patches);
            int label = distribution.Draw(RandomStream.Evaluation, example.Seed % 3, i, first, expected.Stride);
            Assert.Equal(label, samples.Classes[i]);
        }

        Assert.True(RandomMatrix.HaveSameBits(expected, samples.X));
        Assert.True(Float64.Rows(samples.X).Sum(static row => Float64.Norm(row)) > 0);
    });

    [Fact]
    public void Outputs_are_those_of_the_float64_network() => Check(PatchCase.All, 60, example =>
    {
        using StructuredPatchDistribution distribution = example.CreateDistribution();
        using PatchNetwork network = example.CreateNetwork();
        using PatchSamples samples = example.CreateSamples(device.Patches, distribution);
        var outputs = new float[samples.Count * example.Classes];
        device.Patches.Outputs(network, samples, outputs);
        var float64 = new ReferencePatchNetwork(network);
        for (int i = 0; i < samples.Count; i++)
        {
            double[] expected = float64.Outputs(samples.Sample(i));
            Assert.All(expected.Select((value, k) => (value, outputs[(i * example.Classes) + k])), static pair =>
                Assert.Equal(pair.value, pair.Item2, 1e-5 * (1 + pair.value)));
        }
    });

    [Fact]
    public void Perturbations_stay_in_their_set_and_never_raise_the_margin() => Check(PatchAttacks(), 40, example =>
    {
        using var setting = new PatchSetting(example, reference.Patches);
        double[] clean = VerifiedPatchMargins.OfSamples(new ReferencePatchNetwork(setting.Network), setting.Samples);
        using Matrix found = setting.Attack(device.Patches);
        for (int i = 0; i < setting.Samples.Count; i++)
        {
            double[] c = [.. Float64.Rows(found).Skip(i * example.Case.Patches).Take(example.Case.Patches).SelectMany(static row => row)];
            Assert.InRange(setting.Threat.RelativeSize(c), 0, 1 + 1e-5);
        }

        // Only an attack that follows margins and visits the sample itself promises as much.
        if (example.Settings.Objective == PatchAttackObjective.EveryMargin && example.Settings.Starts.HasFlag(PatchAttackStarts.Sample))
        {
            Assert.All(setting.Margins(found).Zip(clean), static pair =>
                Assert.True(pair.First <= pair.Second + (1e-4 * (1 + Math.Abs(pair.Second))), $"{pair}"));
        }
    });

    [Fact]
    public void An_attack_on_patches_is_no_weaker_than_in_float64() => CheckAllBut(WeakAttacks, PatchAttacks(), 60, example =>
    {
        using var setting = new PatchSetting(example, reference.Patches);
        using Matrix expected = setting.Attack(reference.Patches), found = setting.Attack(device.Patches);
        double clean = VerifiedPatchMargins.OfSamples(new ReferencePatchNetwork(setting.Network), setting.Samples).Sum();
        double wanted = clean - setting.Margins(expected).Sum(), reached = clean - setting.Margins(found).Sum();
        return reached >= wanted - (WeakerShare * Math.Abs(wanted)) - (1e-4 * setting.Samples.Count);
    });

    [Fact]
    public void A_step_on_patches_moves_the_weights_against_the_gradient_of_the_mean_loss() => Check(PatchCase.All, 40, example =>
    {
        using StructuredPatchDistribution distribution = example.CreateDistribution();
        using PatchNetwork network = example.CreateNetwork();
        using PatchSamples batch = PatchSamples.Draw(reference.Patches, distribution, RandomStream.CleanTraining, 2, example.Samples);
        AssertStep(distribution, network, [.. Enumerable.Range(0, batch.Count).Select(batch.Sample)], batch.Classes, null);
    });

    // With two classes and no descent the training attack must be the injection itself.
    [Fact]
    public void An_adversarial_step_follows_the_gradient_at_the_perturbed_samples() => Check(PatchCase.All, 40, example =>
    {
        PatchCase pair = example with { Classes = 2 };
        using StructuredPatchDistribution distribution = pair.CreateDistribution();
        using PatchNetwork network = pair.CreateNetwork();
        PatchThreat threat = PatchThreat.NonRobustSpan(distribution, 0.45);
        using PatchSamples batch = PatchSamples.Draw(reference.Patches, distribution, RandomStream.CleanTraining, 2, pair.Samples);
        double[][] points = [.. Enumerable.Range(0, batch.Count).Select(batch.Sample)];
        for (int i = 0; i < points.Length; i++)
        {
            double[] injection = threat.Injection(0, batch.Classes[i], 1 - batch.Classes[i]);
            VerifiedPatchMargins.Add(threat, [.. Enumerable.Repeat(injection, pair.Patches).SelectMany(static c => c)], points[i]);
        }

        AssertStep(distribution, network, points, batch.Classes, new PatchAttackSettings(0, PatchAttackStarts.Injections, 0));
    });

    // N samples in batches of n: steps t and t + N/gcd(N, n) see the same batch, and all of them together the sample.
    [Fact]
    public void A_finite_sample_comes_round_again() => Check(PatchCase.All, 15, example =>
    {
        using StructuredPatchDistribution distribution = example.CreateDistribution();
        using PatchNetwork network = example.CreateNetwork();
        var settings = new PatchTrainingSettings
        {
            Steps = 1,
            BatchSize = 6,
            SampleCount = 9,
            LearningRate = 1e-30,
            Stream = RandomStream.CleanTraining,
        };
        PatchThreat threat = PatchThreat.NonRobustSpan(distribution, 0.45);
        using IPatchTrainer trainer = device.Patches.CreateTrainer(network, distribution, threat, settings);
        PatchStepStatistics[] seen = [.. Enumerable.Range(0, 6).Select(step => trainer.Advance(step, 1))];
        Assert.Equal(seen[..3], seen[3..]);
        using PatchSamples sample = PatchSamples.Draw(reference.Patches, distribution, RandomStream.CleanTraining, 0, 9);
        var float64 = new ReferencePatchNetwork(network);
        double mean = Enumerable.Range(0, 9).Average(i => float64.Loss(sample.Sample(i), sample.Classes[i]));
        Assert.Equal(mean, seen[..3].Average(static step => step.Loss), StepError * (1 + mean));
    });

    [Fact]
    public void A_few_steps_on_patches_lead_where_they_lead_in_float64() => CheckAllBut(StrayingTrainings, PatchTrainings(), 40, example =>
    {
        using StructuredPatchDistribution distribution = example.Case.CreateDistribution();
        using PatchNetwork start = example.Case.CreateNetwork(), expected = start.Clone(), found = start.Clone();
        PatchStepStatistics wanted = Advance(reference.Patches, expected, distribution, example.Settings, 0, 1, 2);
        PatchStepStatistics reached = Advance(device.Patches, found, distribution, example.Settings, 0, 1, 2);
        double[][] from = Float64.Rows(start.Weights), to = Float64.Rows(expected.Weights);
        return Distance(to, Float64.Rows(found.Weights)) <= (StepError * Distance(from, to)) + (1e-6 * Norm(from))
            && Math.Abs(wanted.Loss - reached.Loss) <= StepError * (1 + wanted.Loss)
            && Math.Abs(wanted.Accuracy - reached.Accuracy) < 1e-6;
    });

    [Fact]
    public void Many_steps_on_patches_in_one_call_are_as_many_calls_of_one() => Check(PatchTrainings(), 20, example =>
    {
        using StructuredPatchDistribution distribution = example.Case.CreateDistribution();
        using PatchNetwork oneCall = example.Case.CreateNetwork(), oneByOne = oneCall.Clone();
        PatchThreat threat = PatchThreat.NonRobustSpan(distribution, 0.45);
        using IPatchTrainer trainer = device.Patches.CreateTrainer(oneCall, distribution, threat, example.Settings);
        PatchStepStatistics together = trainer.Advance(1, 3);
        trainer.ReadNetwork();
        Assert.Equal(Advance(device.Patches, oneByOne, distribution, example.Settings, 1, 2, 3), together);
        Assert.True(RandomMatrix.HaveSameBits(oneByOne.Weights, oneCall.Weights));
    });

    [Fact]
    public void Threads_change_no_bit_on_patches()
    {
        RequireThreadPromise();
        Check(PatchAttacks().Zip(PatchTrainings()), 15, pair =>
        {
            using var setting = new PatchSetting(pair.Item1, reference.Patches);
            using Matrix expected = setting.Attack(device.Patches);
            using StructuredPatchDistribution distribution = pair.Item2.Case.CreateDistribution();
            using PatchNetwork start = pair.Item2.Case.CreateNetwork(), trained = start.Clone();
            Advance(device.Patches, trained, distribution, pair.Item2.Settings, 0, 1, 2);
            WithOtherThreads(other =>
            {
                using Matrix found = setting.Attack(other.Patches);
                Assert.True(RandomMatrix.HaveSameBits(expected, found), "The attacks differ.");
                using PatchNetwork network = start.Clone();
                Advance(other.Patches, network, distribution, pair.Item2.Settings, 0, 1, 2);
                Assert.True(RandomMatrix.HaveSameBits(trained.Weights, network.Weights), "The weights differ.");
            });
        });
    }

    [Fact]
    public void Patches_of_another_shape_are_refused() => Check(PatchAttacks(), 10, example =>
    {
        using var setting = new PatchSetting(example, reference.Patches);
        (PatchNetwork network, PatchSamples samples, IPatchDevice on) = (setting.Network, setting.Samples, device.Patches);
        PatchCase other = example.Case with { Dimension = example.Case.Dimension + 1 };
        using StructuredPatchDistribution distribution = example.Case.CreateDistribution(), larger = other.CreateDistribution();
        using PatchSamples wide = other.CreateSamples(reference.Patches, larger);
        using var perturbations = new Matrix(samples.X.Rows, setting.Threat.Basis.Length);
        using var tooMany = new Matrix(samples.X.Rows + 1, setting.Threat.Basis.Length);
        var outputs = new float[samples.Count * network.Classes];
        PatchThreat wideThreat = PatchThreat.NonRobustSpan(larger, 0.3);
        var training = new PatchTrainingSettings { Steps = 1, LearningRate = 1, Stream = RandomStream.CleanTraining };
        AssertRefused(() => on.Sample(distribution, RandomStream.Evaluation, 0, wide));
        AssertRefused(() => on.Outputs(network, wide, outputs));
        AssertRefused(() => on.Outputs(network, samples, [.. outputs, 0]));
        AssertRefused(() => on.Attack(network, wide, setting.Threat, example.Settings, 1, perturbations));
        AssertRefused(() => on.Attack(network, samples, wideThreat, example.Settings, 1, perturbations));
        AssertRefused(() => on.Attack(network, samples, setting.Threat, example.Settings, 1, tooMany));
        AssertRefused(() => on.CreateTrainer(network, larger, setting.Threat, training));
        samples.Classes[0] = network.Classes;
        AssertRefused(() => on.Outputs(network, samples, outputs));
        AssertRefused(() => on.Attack(network, samples, setting.Threat, example.Settings, 1, perturbations));
        using IPatchTrainer trainer = on.CreateTrainer(network, distribution, setting.Threat, training);
        Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Advance(0, 0));
    });

    private static Gen<PatchAttackCase> PatchAttacks() =>
        from example in PatchCase.All
        from threat in Gen.Choose(0, 3)
        from steps in Gen.Choose(0, 5)
        from objective in Gen.Elements(Enum.GetValues<PatchAttackObjective>())
        from starts in Gen.Elements(
            PatchAttackStarts.Sample, PatchAttackStarts.All, PatchAttackStarts.Injections, PatchAttackStarts.Neurons)
        from random in Gen.Elements(0, 2)
        select new PatchAttackCase(example, threat, new PatchAttackSettings(steps, starts, random) { Objective = objective });

    private static Gen<PatchTrainingCase> PatchTrainings() =>
        from example in PatchCase.All
        from attack in Gen.Elements(
            null,
            PatchAttackSettings.CrossEntropyFromSample(2),
            new PatchAttackSettings(0, PatchAttackStarts.Injections, 0),
            new PatchAttackSettings(2, PatchAttackStarts.Sample | PatchAttackStarts.Injections, 1))
        from sampleCount in Gen.Elements<int?>(null, 9)
        select new PatchTrainingCase(example, new PatchTrainingSettings
        {
            Steps = 3,
            BatchSize = example.Samples,
            LearningRate = 0.1,
            SampleCount = sampleCount,
            Stream = RandomStream.CleanTraining,
            Attack = attack,
        });

    private static PatchStepStatistics Advance(
        IPatchDevice on, PatchNetwork network, StructuredPatchDistribution distribution, PatchTrainingSettings settings, params int[] steps)
    {
        using IPatchTrainer trainer = on.CreateTrainer(network, distribution, PatchThreat.NonRobustSpan(distribution, 0.45), settings);
        PatchStepStatistics statistics = default;
        foreach (int step in steps)
        {
            statistics = trainer.Advance(step, 1);
        }

        trainer.ReadNetwork();
        return statistics;
    }

    private void AssertStep(
        StructuredPatchDistribution distribution, PatchNetwork network, double[][] points, int[] classes, PatchAttackSettings? attack)
    {
        double[][] before = Float64.Rows(network.Weights);
        var float64 = new ReferencePatchNetwork(network);
        double[][] expected = [.. before.Select((_, neuron) => MeanGradient(float64, neuron, points, classes))];
        double size = Norm(expected), rate = size > 1e-6 ? 1 / size : 1;
        var settings = new PatchTrainingSettings
        {
            Steps = 1,
            BatchSize = classes.Length,
            LearningRate = rate,
            Stream = RandomStream.CleanTraining,
            Attack = attack,
        };
        PatchStepStatistics statistics = Advance(device.Patches, network, distribution, settings, 2);
        Assert.InRange(Distance(Moved(before, Float64.Rows(network.Weights), -1 / rate), expected), 0, (StepError * size) + 1e-5);
        double loss = points.Select((x, i) => float64.Loss(x, classes[i])).Average();
        Assert.Equal(loss, statistics.Loss, StepError * (1 + loss));
        Assert.Equal(points.Select((x, i) => float64.Margin(x, classes[i]) > 0 ? 1.0 : 0).Average(), statistics.Accuracy, 1e-12);
    }

    private static double[] MeanGradient(ReferencePatchNetwork network, int neuron, double[][] points, int[] classes)
    {
        var mean = new double[network.Dimension];
        var gradient = new double[network.Dimension];
        for (int i = 0; i < points.Length; i++)
        {
            network.WeightGradient(neuron, points[i], network.LossSlopes(points[i], classes[i]), gradient);
            mean = Float64.Sum(mean, gradient, 1.0 / points.Length);
        }

        return mean;
    }

    private sealed record PatchAttackCase(PatchCase Case, int Threat, PatchAttackSettings Settings);

    private sealed record PatchTrainingCase(PatchCase Case, PatchTrainingSettings Settings);

    /// <summary>Network, samples and threat model of a case.</summary>
    private sealed class PatchSetting : IDisposable
    {
        private readonly PatchAttackCase example;

        public PatchSetting(PatchAttackCase example, IPatchDevice sampler)
        {
            this.example = example;
            using StructuredPatchDistribution distribution = example.Case.CreateDistribution();
            Network = example.Case.CreateNetwork();
            Samples = example.Case.CreateSamples(sampler, distribution);
            Threat = PatchCase.Threats(distribution, 0.3)[example.Threat];
        }

        public PatchNetwork Network { get; }

        public PatchSamples Samples { get; }

        public PatchThreat Threat { get; }

        public Matrix Attack(IPatchDevice on)
        {
            var perturbations = new Matrix(Samples.X.Rows, Threat.Basis.Length);
            on.Attack(Network, Samples, Threat, example.Settings, (ulong)example.Case.Seed, perturbations);
            return perturbations;
        }

        public double[] Margins(Matrix perturbations) =>
            VerifiedPatchMargins.Compute(new ReferencePatchNetwork(Network), Samples, Threat, perturbations);

        public void Dispose()
        {
            Network.Dispose();
            Samples.Dispose();
        }
    }
}
