using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using PurifyProofs.Properties.Numerics;
using PurifyProofs.Properties.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.Cpu;

/// <summary>
/// Margins and their gradients in float32 against the float64 reference: relative error below 1e-3, plus what an absolute
/// error of 1e-6 in each neuron's activation (the float32 normal distribution function has 3e-7) can add.
/// </summary>
public sealed class CpuDeviceGradientProperties : PropertyChecks, IDisposable
{
    private const double RelativeError = 1e-3;
    private const double ActivationError = 1e-6;

    private readonly CpuDevice[] devices = RegisterWidths.CreateDevices();

    [Fact]
    public void Margins_are_those_of_the_reference() => Check(NetworkCase.All, 150, example =>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        var reference = new ReferenceNetwork(network);
        var margins = new float[points.Count];
        foreach (CpuDevice device in devices)
        {
            device.SparseCoding.Margins(network, points.X, points.Y, margins);
            for (int i = 0; i < points.Count; i++)
            {
                double expected = points.Y[i] * reference.Output(Float64.Of(points.X.Row(i)));
                Assert.Equal(expected, margins[i], (RelativeError * Math.Abs(expected)) + (ActivationError * TermScale(network, points.X.Row(i))));
            }
        }
    });

    [Fact]
    public void Margin_gradients_are_those_of_the_reference() => Check(NetworkCase.All, 150, example =>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        using var gradients = new Matrix(points.Count, example.Dimension);
        var reference = new ReferenceNetwork(network);
        var expected = new double[example.Dimension];
        double activations = ActivationError * network.OutputScale * Enumerable.Range(0, network.Width).Sum(i => Float64.Norm(network.Weights.Row(i)));
        foreach (CpuDevice device in devices)
        {
            device.SparseCoding.MarginGradients(network, points.X, points.Y, gradients);
            for (int i = 0; i < points.Count; i++)
            {
                reference.InputGradient(Float64.Of(points.X.Row(i)), expected);
                double[] signed = Array.ConvertAll(expected, value => points.Y[i] * value);
                Assert.InRange(Float64.Distance(signed, Float64.Of(gradients.Row(i))), 0, (RelativeError * Float64.Norm(signed)) + activations);
            }
        }
    });

    [Fact]
    public void Points_of_another_dimension_are_refused() => Check(NetworkCase.All, 20, example =>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using var x = new Matrix(3, example.Dimension + 1);
        Assert.Throws<ArgumentException>(() => devices[0].SparseCoding.Margins(network, x, [1, 1, 1], new float[3]));
        using var fitting = new Matrix(3, example.Dimension);
        Assert.Throws<ArgumentException>(() => devices[0].SparseCoding.Margins(network, fitting, [1, 1], new float[3]));
    });

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(devices, static device => device.Dispose());

    private static double TermScale(SymmetricReluNetwork network, ReadOnlySpan<float> x)
    {
        double sum = 0;
        for (int i = 0; i < network.Width; i++)
        {
            sum += Math.Abs(Float64.Dot(network.Weights.Row(i), x)) + network.Bias[i] + network.SmoothingWidth[i];
        }

        return network.OutputScale * sum;
    }
}
