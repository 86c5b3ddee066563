using FsCheck.Fluent;
using PurifyProofs.Model.Patches;
using Xunit;

namespace PurifyProofs.Properties.Patches;

/// <summary>The float64 patch network: its gradients are central differences; relabelling, permuting and rotating do what they must.</summary>
public sealed class ReferencePatchNetworkProperties : PropertyChecks
{
    private const double Step = 1e-6;

    // σ'' jumps at ϱ (for q = 2 at 0 too), which a central difference sees to order Step.
    private const double DifferenceError = 1e-4;

    [Fact]
    public void Input_gradients_are_central_differences() => Check(PatchCase.All, 80, static example =>
    {
        var random = new System.Random(example.Seed ^ 1);
        using PatchNetwork network = example.CreateNetwork();
        var reference = new ReferencePatchNetwork(network);
        double[] x = example.CreatePoint(random);
        int label = random.Next(example.Classes), at = random.Next(x.Length);
        var gradient = new double[x.Length];
        reference.InputGradient(x, reference.LossSlopes(x, label), gradient);
        Assert.Equal(Difference(value => Loss(reference, x, at, value, label), x[at]), gradient[at], DifferenceError * (1 + Math.Abs(gradient[at])));
    });

    [Fact]
    public void Weight_gradients_are_central_differences() => Check(PatchCase.All, 80, static example =>
    {
        var random = new System.Random(example.Seed ^ 2);
        using PatchNetwork network = example.CreateNetwork();
        double[][] weights = Float64.Rows(network.Weights);
        var reference = new ReferencePatchNetwork(weights, example.Classes, example.Activation);
        double[] x = example.CreatePoint(random);
        int label = random.Next(example.Classes), neuron = random.Next(weights.Length), at = random.Next(example.Dimension);
        var gradient = new double[example.Dimension];
        reference.WeightGradient(neuron, x, reference.LossSlopes(x, label), gradient);
        double Moved(double value)
        {
            (double was, weights[neuron][at]) = (weights[neuron][at], value);
            double loss = reference.Loss(x, label);
            weights[neuron][at] = was;
            return loss;
        }

        Assert.Equal(Difference(Moved, weights[neuron][at]), gradient[at], DifferenceError * (1 + Math.Abs(gradient[at])));
    });

    [Fact]
    public void The_smoothed_relu_is_what_the_paper_says() => Check(PatchCase.All, 200, static example =>
    {
        PowerReluFunction relu = example.Activation;
        double q = relu.Exponent, threshold = relu.Threshold;
        double z = threshold * 1.5 * RandomMatrix.NextNormal(new System.Random(example.Seed));
        double expected = z <= 0 ? 0 : z <= threshold ? Math.Pow(z, q) / (q * Math.Pow(threshold, q - 1)) : z - ((1 - (1 / q)) * threshold);
        Assert.Equal(expected, relu.Value(z), 1e-14 * (1 + Math.Abs(z)));
        Assert.Equal(Difference(relu.Value, z), relu.Derivative(z), DifferenceError);
        Assert.InRange(relu.Derivative(z), 0, 1);
    });

    [Fact]
    public void Relabelling_the_classes_permutes_the_outputs() => Check(PatchCase.All, 60, static example =>
    {
        var random = new System.Random(example.Seed ^ 3);
        using PatchNetwork network = example.CreateNetwork();
        double[][] weights = Float64.Rows(network.Weights);
        int[] order = [.. Enumerable.Range(0, example.Classes).OrderBy(_ => random.Next())];
        double[][] relabelled = [.. order.SelectMany(i => weights.Skip(i * example.Neurons).Take(example.Neurons))];
        double[] x = example.CreatePoint(random);
        double[] outputs = new ReferencePatchNetwork(weights, example.Classes, example.Activation).Outputs(x);
        double[] permuted = new ReferencePatchNetwork(relabelled, example.Classes, example.Activation).Outputs(x);
        double[] expected = [.. order.Select(i => outputs[i])];
        Assert.Equal(expected, permuted);
    });

    [Fact]
    public void Permuting_the_patches_changes_nothing() => Check(PatchCase.All, 60, static example =>
    {
        var random = new System.Random(example.Seed ^ 4);
        using PatchNetwork network = example.CreateNetwork();
        var reference = new ReferencePatchNetwork(network);
        double[] x = example.CreatePoint(random);
        double[] permuted = [.. x.Chunk(example.Dimension).OrderBy(_ => random.Next()).SelectMany(static patch => patch)];
        double[] outputs = reference.Outputs(x), after = reference.Outputs(permuted);
        Assert.All(outputs.Zip(after), static pair => Assert.Equal(pair.First, pair.Second, 1e-12 * (1 + pair.First)));
    });

    [Fact]
    public void Feature_strengths_and_outputs_do_not_feel_a_rotation() => Check(PatchCase.All, 30, static example =>
    {
        var random = new System.Random(example.Seed ^ 5);
        using PatchNetwork network = example.CreateNetwork();
        double[][] rotation = RandomMatrix.Orthogonal(random, example.Dimension);
        double[] Rotate(double[] v) => [.. rotation.Select(row => row.Zip(v, static (a, b) => a * b).Sum())];
        double[][] weights = Float64.Rows(network.Weights), rotated = Array.ConvertAll(weights, Rotate);
        double[][] features = RandomMatrix.Orthogonal(random, example.Dimension);
        double[][] u = features[..example.Classes], v = features[example.Classes..(2 * example.Classes)];
        var plain = new ReferencePatchNetwork(weights, example.Classes, example.Activation);
        var turned = new ReferencePatchNetwork(rotated, example.Classes, example.Activation);
        FeatureStrengths before = FeatureStrengths.Measure(plain, u, v);
        FeatureStrengths after = FeatureStrengths.Measure(turned, Array.ConvertAll(u, Rotate), Array.ConvertAll(v, Rotate));
        Assert.All(before.Robust.Concat(before.NonRobust).Zip(after.Robust.Concat(after.NonRobust)), static pair => Assert.Equal(pair.First, pair.Second, 1e-9));
        double[] x = example.CreatePoint(random);
        double[] outputs = plain.Outputs(x), same = turned.Outputs([.. x.Chunk(example.Dimension).SelectMany(Rotate)]);
        Assert.All(outputs.Zip(same), static pair => Assert.Equal(pair.First, pair.Second, 1e-9 * (1 + pair.First)));
    });

    [Fact]
    public void Feature_strengths_are_the_largest_products_of_the_class_s_own_neurons()
    {
        double[][] weights = [[1, 5, 0, 0], [3, -2, 0, 0], [9, 0, 0, -1], [0, 2, 0, 7]];
        var network = new ReferencePatchNetwork(weights, 2, new PowerReluFunction(3, 0.1));
        FeatureStrengths strengths = FeatureStrengths.Measure(network, [[1, 0, 0, 0], [0, 1, 0, 0]], [[0, 1, 0, 0], [0, 0, 0, 1]]);
        double[] robust = [3, 2], nonRobust = [5, 7];
        Assert.Equal(robust, strengths.Robust);
        Assert.Equal(nonRobust, strengths.NonRobust);
        Assert.Equal((1, 0), (strengths.NonRobustLeads(2), strengths.RobustLeads(2)));
    }

    private static double Loss(ReferencePatchNetwork network, double[] x, int at, double value, int label)
    {
        double[] moved = [.. x];
        moved[at] = value;
        return network.Loss(moved, label);
    }

    private static double Difference(Func<double, double> function, double at) => (function(at + Step) - function(at - Step)) / (2 * Step);
}
