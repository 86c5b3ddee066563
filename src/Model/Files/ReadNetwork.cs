using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.Files;

/// <summary>
/// How far the float32 parameters of a network are from those of its file; 0 throughout where the file holds float32 numbers.
/// </summary>
/// <param name="Weights">Upper bounds of ‖w_file − w‖₂ [m].</param>
/// <param name="Bias">|b_file − b| [m].</param>
/// <param name="SmoothingWidth">|s_file − s| [m].</param>
/// <param name="OutputScale">|a_file − a|.</param>
public sealed record NetworkRounding(double[] Weights, double[] Bias, double[] SmoothingWidth, double OutputScale)
{
    /// <summary>Whether float32 holds every parameter.</summary>
    public bool IsZero =>
        OutputScale == 0 && new[] { Weights, Bias, SmoothingWidth }.All(static part => Array.TrueForAll(part, static value => value == 0));
}

/// <summary>A network as its file holds it, in float64, and rounded to float32 for the kernels.</summary>
public sealed class ReadNetwork : IDisposable
{
    internal ReadNetwork(NetworkParameters parameters, int width, int dimension)
    {
        var weights = new Matrix(width, dimension);
        double[][] rows = [.. parameters.Weights.Chunk(dimension)];
        double[] distances = [.. rows.Select((row, i) => Float32Rounding.Row(row, weights.Row(i)))];
        Network = new SymmetricReluNetwork(
            weights,
            Array.ConvertAll(parameters.Bias, static value => (float)value),
            Array.ConvertAll(parameters.SmoothingWidth, static value => (float)value),
            (float)parameters.OutputScale,
            parameters.Smoothing);
        Rounding = new NetworkRounding(
            distances,
            Float32Rounding.Distances(parameters.Bias),
            Float32Rounding.Distances(parameters.SmoothingWidth),
            Math.Abs(parameters.OutputScale - (float)parameters.OutputScale));
        Exact = new ReferenceNetwork(rows, parameters.Bias, parameters.SmoothingWidth, parameters.OutputScale, parameters.Smoothing);
    }

    /// <summary>The network in float32.</summary>
    public SymmetricReluNetwork Network { get; }

    /// <summary>The network of the file.</summary>
    public ReferenceNetwork Exact { get; }

    /// <summary>The distances between the two.</summary>
    public NetworkRounding Rounding { get; }

    /// <summary>Gives the memory of the float32 network back.</summary>
    public void Dispose() => Network.Dispose();
}

/// <summary>The parameters in a file, W row after row.</summary>
internal sealed record NetworkParameters(double[] Weights, double[] Bias, double[] SmoothingWidth, double OutputScale, Smoothing Smoothing)
{
    /// <summary>What keeps them from being a network, to follow the file in a sentence; null where nothing does.</summary>
    /// <param name="width">m, as W has it.</param>
    public string? Complaint(int width)
    {
        double[] others = [.. Bias, .. SmoothingWidth];
        return Bias.Length != width || SmoothingWidth.Length != width
            ? $"holds no network: W has {width} neurons, but b has {Bias.Length} and s has {SmoothingWidth.Length} entries; all three must agree."
            : !Array.TrueForAll(Weights, double.IsFinite) || !double.IsFinite(OutputScale)
            ? "holds weights that are not finite; a network with NaN or infinite weights cannot be judged."
            : !Array.TrueForAll(others, static value => double.IsFinite(value) && value >= 0)
            ? "holds no network: Every bias and every smoothing width must be finite and not negative."
            : !Array.TrueForAll([.. Weights, .. others, OutputScale], static value => float.IsFinite((float)value))
            ? "holds weights beyond the range of float32 (3.4e38); scale them down, a against W, and save again."
            : null;
    }
}
