using FsCheck.Fluent;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.Patches;
using PurifyProofs.Properties.Numerics;
using PurifyProofs.Properties.Patches;
using Xunit;

namespace PurifyProofs.Properties.Cpu;

/// <summary>The device's operations on patches, at every register width, against the float64 network.</summary>
public sealed class PatchDeviceProperties : PropertyChecks, IDisposable
{
    private const double RelativeError = 1e-3;

    private readonly CpuDevice[] devices = RegisterWidths.CreateDevices();

    public void Dispose() => Array.ForEach(devices, static device => device.Dispose());

    [Fact]
    public void Outputs_are_those_of_the_float64_network() => Check(PatchCase.All, 60, example =>
    {
        IPatchDevice device = Device(example);
        using StructuredPatchDistribution distribution = example.CreateDistribution();
        using PatchNetwork network = example.CreateNetwork();
        using PatchSamples samples = example.CreateSamples(device, distribution);
        var outputs = new float[samples.Count * example.Classes];
        device.Outputs(network, samples, outputs);
        var reference = new ReferencePatchNetwork(network);
        for (int i = 0; i < samples.Count; i++)
        {
            double[] expected = reference.Outputs(samples.Sample(i));
            Assert.All(expected.Select((value, k) => (value, outputs[(i * example.Classes) + k])), static pair => Assert.Equal(pair.value, pair.Item2, 1e-5 * (1 + pair.value)));
        }
    });

    [Fact]
    public void A_step_moves_the_weights_against_the_gradient_of_the_mean_loss() => Check(PatchCase.All, 60, example =>
    {
        using StructuredPatchDistribution distribution = example.CreateDistribution();
        using PatchNetwork network = example.CreateNetwork();
        using PatchSamples batch = PatchSamples.Draw(Device(example), distribution, RandomStream.CleanTraining, 2, example.Samples);
        AssertStep(example, distribution, network, [.. Enumerable.Range(0, batch.Count).Select(batch.Sample)], batch.Classes, null);
    });

    // With two classes and no descent the training attack must be the injection itself.
    [Fact]
    public void An_adversarial_step_follows_the_gradient_at_the_perturbed_samples() => Check(PatchCase.All, 60, example =>
    {
        PatchCase pair = example with { Classes = 2 };
        using StructuredPatchDistribution distribution = pair.CreateDistribution();
        using PatchNetwork network = pair.CreateNetwork();
        PatchThreat threat = PatchThreat.NonRobustSpan(distribution, 0.45);
        using PatchSamples batch = PatchSamples.Draw(Device(pair), distribution, RandomStream.CleanTraining, 2, pair.Samples);
        double[][] points = [.. Enumerable.Range(0, batch.Count).Select(batch.Sample)];
        for (int i = 0; i < points.Length; i++)
        {
            double[] injection = threat.Injection(0, batch.Classes[i], 1 - batch.Classes[i]);
            VerifiedPatchMargins.Add(threat, [.. Enumerable.Repeat(injection, pair.Patches).SelectMany(static c => c)], points[i]);
        }

        AssertStep(pair, distribution, network, points, batch.Classes, new PatchAttackSettings(0, PatchAttackStarts.Injections, 0));
    });

    [Fact]
    public void Perturbations_stay_in_their_set_and_never_raise_the_margin() => Check(PatchCase.All, 25, example =>
    {
        IPatchDevice device = Device(example);
        using StructuredPatchDistribution distribution = example.CreateDistribution();
        using PatchNetwork network = example.CreateNetwork();
        using PatchSamples samples = example.CreateSamples(device, distribution);
        double[] clean = VerifiedPatchMargins.OfSamples(new ReferencePatchNetwork(network), samples);
        foreach (PatchThreat threat in PatchCase.Threats(distribution, 0.3))
        {
            using var perturbations = new Matrix(samples.X.Rows, threat.Basis.Length);
            device.Attack(network, samples, threat, new PatchAttackSettings(5, PatchAttackStarts.All, 2), (ulong)example.Seed, perturbations);
            for (int i = 0; i < samples.Count; i++)
            {
                double[] c = [.. Enumerable.Range(i * example.Patches, example.Patches).SelectMany(row => Float64.Of(perturbations.Row(row)))];
                Assert.InRange(threat.RelativeSize(c), 0, 1 + 1e-5);
            }

            double[] margins = VerifiedPatchMargins.Compute(new ReferencePatchNetwork(network), samples, threat, perturbations);
            Assert.All(margins.Zip(clean), static pair => Assert.True(pair.First <= pair.Second + (1e-4 * (1 + Math.Abs(pair.Second))), $"{pair}"));
        }
    });

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads() => Check(PatchCase.All, 15, example =>
    {
        using var one = new CpuDevice(1);
        using var three = new CpuDevice(3);
        using StructuredPatchDistribution distribution = example.CreateDistribution();
        using PatchNetwork first = example.CreateNetwork();
        using PatchNetwork second = first.Clone();
        PatchThreat threat = PatchThreat.NonRobustSpan(distribution, 0.45);
        var settings = new PatchTrainingSettings { Steps = 3, BatchSize = 70, LearningRate = 0.1, Stream = RandomStream.CleanTraining, Attack = new PatchAttackSettings(2, PatchAttackStarts.Sample, 1) };
        PatchTrainingRun.Execute(one.Patches, first, distribution, threat, settings, 1, static (_, _) => { }, CancellationToken.None);
        PatchTrainingRun.Execute(three.Patches, second, distribution, threat, settings, 3, static (_, _) => { }, CancellationToken.None);
        Assert.True(RandomMatrix.HaveSameBits(first.Weights, second.Weights));
    });

    // N samples in batches of n: steps t and t + N/gcd(N, n) see the same batch, and all of them together the sample.
    [Fact]
    public void A_finite_sample_comes_round_again() => Check(PatchCase.All, 15, example =>
    {
        using StructuredPatchDistribution distribution = example.CreateDistribution();
        using PatchNetwork network = example.CreateNetwork();
        var settings = new PatchTrainingSettings { Steps = 1, BatchSize = 6, SampleCount = 9, LearningRate = 1e-30, Stream = RandomStream.CleanTraining };
        using IPatchTrainer trainer = Device(example).CreateTrainer(network, distribution, PatchThreat.NonRobustSpan(distribution, 0.45), settings);
        PatchStepStatistics[] seen = [.. Enumerable.Range(0, 6).Select(step => trainer.Advance(step, 1))];
        Assert.Equal(seen[..3], seen[3..]);
        using PatchSamples sample = PatchSamples.Draw(Device(example), distribution, RandomStream.CleanTraining, 0, 9);
        var reference = new ReferencePatchNetwork(network);
        double mean = Enumerable.Range(0, 9).Average(i => reference.Loss(sample.Sample(i), sample.Classes[i]));
        Assert.Equal(mean, seen[..3].Average(static step => step.Loss), RelativeError * (1 + mean));
    });

    private IPatchDevice Device(PatchCase example) => devices[example.Seed % devices.Length].Patches;

    private void AssertStep(PatchCase example, StructuredPatchDistribution distribution, PatchNetwork network, double[][] points, int[] classes, PatchAttackSettings? attack)
    {
        double[][] before = PatchCase.Rows(network.Weights);
        var reference = new ReferencePatchNetwork(network);
        double[][] expected = [.. before.Select((_, neuron) => MeanGradient(reference, neuron, points, classes))];
        double size = Float64.Norm(expected.SelectMany(static row => row));
        double rate = size > 1e-6 ? 1 / size : 1;
        var settings = new PatchTrainingSettings { Steps = 1, BatchSize = classes.Length, LearningRate = rate, Stream = RandomStream.CleanTraining, Attack = attack };
        using IPatchTrainer trainer = Device(example).CreateTrainer(network, distribution, PatchThreat.NonRobustSpan(distribution, 0.45), settings);
        PatchStepStatistics statistics = trainer.Advance(2, 1);
        IEnumerable<double> moved = PatchCase.Rows(network.Weights).Zip(before, (after, was) => after.Zip(was, (a, b) => (b - a) / rate)).SelectMany(static row => row);
        Assert.InRange(Float64.Distance(moved, expected.SelectMany(static row => row)), 0, (RelativeError * size) + 1e-5);
        double loss = points.Select((x, i) => reference.Loss(x, classes[i])).Average();
        Assert.Equal(loss, statistics.Loss, RelativeError * (1 + loss));
        Assert.Equal(points.Select((x, i) => reference.Margin(x, classes[i]) > 0 ? 1.0 : 0).Average(), statistics.Accuracy, 1e-12);
    }

    private static double[] MeanGradient(ReferencePatchNetwork network, int neuron, double[][] points, int[] classes)
    {
        var mean = new double[network.Dimension];
        var gradient = new double[network.Dimension];
        for (int i = 0; i < points.Length; i++)
        {
            network.WeightGradient(neuron, points[i], network.LossSlopes(points[i], classes[i]), gradient);
            mean = [.. mean.Zip(gradient, (sum, value) => sum + (value / points.Length))];
        }

        return mean;
    }
}
