using FsCheck.Fluent;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>The float64 network: its gradients are central differences, it is odd, and rotations do not change it.</summary>
public sealed class ReferenceNetworkProperties : PropertyChecks
{
    private const double Step = 1e-5;
    private const double RelativeError = 1e-6;

    // Of a difference of two outputs of order 100 over 2e-5.
    private const double DifferenceRounding = 1e-8;

    [Fact]
    public void The_input_gradient_is_the_central_difference() => Check(NetworkCase.All.Where(static example => example.Points > 0), 100, static example =>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        var reference = new ReferenceNetwork(network);
        double[] x = Float64.Of(points.X.Row(0));
        var gradient = new double[x.Length];
        reference.InputGradient(x, gradient);
        double[] differences = [.. Enumerable.Range(0, x.Length).Select(j =>
            (reference.Output(Moved(x, j, Step)) - reference.Output(Moved(x, j, -Step))) / (2 * Step))];
        Assert.InRange(Float64.Distance(differences, gradient), 0, (RelativeError * Float64.Norm(gradient)) + DifferenceRounding);
    });

    [Fact]
    public void The_weight_gradient_is_the_central_difference() => Check(NetworkCase.All.Where(static example => example.Points > 0), 100, static example =>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        double[] x = Float64.Of(points.X.Row(0));
        int neuron = example.Seed % example.Width;
        var gradient = new double[x.Length];
        new ReferenceNetwork(network).WeightGradient(neuron, x, gradient);
        double[] differences = [.. Enumerable.Range(0, x.Length).Select(j =>
            (WithMovedWeight(network, neuron, j, Step).Output(x) - WithMovedWeight(network, neuron, j, -Step).Output(x)) / (2 * Step))];
        Assert.InRange(Float64.Distance(differences, gradient), 0, (RelativeError * Float64.Norm(gradient)) + DifferenceRounding);
    });

    [Fact]
    public void It_is_odd() => Check(NetworkCase.All.Where(static example => example.Points > 0), 200, static example =>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        var reference = new ReferenceNetwork(network);
        double[] x = Float64.Of(points.X.Row(0));
        return reference.Output(Array.ConvertAll(x, static value => -value)) == -reference.Output(x);
    });

    [Fact]
    public void Turning_weights_and_point_together_changes_nothing() => Check(NetworkCase.All.Where(static example => example.Points > 0), 40, static example =>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        double[][] rotation = RandomMatrix.Orthogonal(new System.Random(example.Seed), example.Dimension);
        double[] x = Float64.Of(points.X.Row(0));
        double[][] weights = Rows(network);
        double before = Network(network, weights).Output(x);
        double after = Network(network, Array.ConvertAll(weights, row => Turn(rotation, row))).Output(Turn(rotation, x));
        Assert.Equal(before, after, 1e-11 * (1 + weights.Sum(row => Float64.Norm(row)) * Float64.Norm(x)));
    });

    [Fact]
    public void A_float32_network_and_its_copy_have_the_same_outputs() => Check(NetworkCase.All.Where(static example => example.Points > 0), 40, static example =>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        using SymmetricReluNetwork copy = network.Clone();
        double[] x = Float64.Of(points.X.Row(0));
        network.Weights.Clear();
        double[][] weights = Rows(copy);
        return new ReferenceNetwork(copy).Output(x) == Network(copy, weights).Output(x) && new ReferenceNetwork(network).Output(x) == 0;
    });

    private static double[] Moved(double[] x, int coordinate, double step)
    {
        var moved = (double[])x.Clone();
        moved[coordinate] += step;
        return moved;
    }

    private static ReferenceNetwork WithMovedWeight(SymmetricReluNetwork network, int neuron, int coordinate, double step)
    {
        double[][] weights = Rows(network);
        weights[neuron][coordinate] += step;
        return Network(network, weights);
    }

    private static double[][] Rows(SymmetricReluNetwork network) => [.. Enumerable.Range(0, network.Width).Select(i => Float64.Of(network.Weights.Row(i)))];

    private static ReferenceNetwork Network(SymmetricReluNetwork network, double[][] weights) => new(
        weights,
        Array.ConvertAll(network.Bias, static value => (double)value),
        Array.ConvertAll(network.SmoothingWidth, static value => (double)value),
        network.OutputScale,
        network.Smoothing);

    private static double[] Turn(double[][] rotation, double[] vector) =>
        Array.ConvertAll(rotation, row => row.Zip(vector, static (a, b) => a * b).Sum());
}
