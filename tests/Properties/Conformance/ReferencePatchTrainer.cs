using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Properties.Conformance;

/// <summary>SGD on the cross-entropy in float64.</summary>
internal sealed class ReferencePatchTrainer(
    PatchNetwork network, StructuredPatchDistribution distribution, PatchThreat threat, PatchTrainingSettings settings) : IPatchTrainer
{
    private readonly double[][] weights = Float64.Rows(network.Weights);

    public PatchStepStatistics Advance(int firstStep, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        PatchStepStatistics statistics = default;
        for (int step = firstStep; step < firstStep + count; step++)
        {
            statistics = Step(step);
        }

        return statistics;
    }

    public void ReadNetwork()
    {
        for (int i = 0; i < weights.Length; i++)
        {
            Array.ConvertAll(weights[i], static value => (float)value).CopyTo(network.Weights.Row(i));
        }
    }

    public void Dispose()
    {
    }

    private PatchStepStatistics Step(int step)
    {
        // Rows are replaced, never changed, so the start of the step stays what it was.
        double[][] start = [.. weights];
        var current = new ReferencePatchNetwork(start, network.Classes, network.Activation);
        double loss = 0, correct = 0;
        for (int sample = 0; sample < settings.BatchSize; sample++)
        {
            (double[] x, int label) = Draw(step, sample);
            Perturb(current, start, x, label, step, sample);
            double[] slopes = current.LossSlopes(x, label);
            loss += current.Loss(x, label) / settings.BatchSize;
            correct += current.Margin(x, label) > 0 ? 1.0 / settings.BatchSize : 0;
            for (int neuron = 0; neuron < weights.Length; neuron++)
            {
                var gradient = new double[network.Dimension];
                current.WeightGradient(neuron, x, slopes, gradient);
                weights[neuron] = Float64.Sum(weights[neuron], gradient, -settings.LearningRate / settings.BatchSize);
            }
        }

        return new PatchStepStatistics(loss, correct);
    }

    private unsafe (double[] X, int Label) Draw(int step, int sample)
    {
        if (settings.SampleCount is { } total)
        {
            (step, sample) = (0, (int)((((long)step * settings.BatchSize) + sample) % total));
        }

        using var rows = new Matrix(distribution.Law.Patches, distribution.Law.Dimension);
        int label = distribution.Draw(settings.Stream, step, sample, rows.Data, rows.Stride);
        return ([.. Float64.Rows(rows).SelectMany(static row => row)], label);
    }

    private void Perturb(ReferencePatchNetwork current, double[][] start, double[] x, int label, int step, int sample)
    {
        if (settings.Attack is { } attack)
        {
            var descent = new ReferencePatchDescent(current, start, threat, attack);
            var starts = new PatchStartAddress(distribution.Seed, RandomStream.TrainingAttackStarts, step, sample);
            VerifiedPatchMargins.Add(threat, descent.Run(x, label, starts), x);
        }
    }
}
