using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.Files;

/// <summary>
/// A network as <c>.npz</c>: <c>W</c> [m × d], <c>b</c> [m], <c>s</c> [m], <c>a</c> and <c>smoothing</c> (0 none, 1 uniform,
/// 2 Gaussian), with whatever arrays go along, such as <c>M</c> [d × D] and <c>wstar</c> [D].
/// </summary>
public static class NetworkFile
{
    private const string Weights = "W";
    private const string Bias = "b";
    private const string Width = "s";
    private const string Scale = "a";
    private const string SmoothingLaw = "smoothing";

    /// <summary>The array that only files of patch networks hold, with the exponent of their smoothed ReLU.</summary>
    public const string PatchExponent = "q";

    /// <summary>The same, with the threshold.</summary>
    public const string PatchThreshold = "rho";

    /// <summary>The arrays that <see cref="Write"/> makes of a network. Files of other tools may lack the last, and are read all the same.</summary>
    public static IReadOnlyList<string> ArrayNames { get; } = [Weights, Bias, Width, Scale, SmoothingLaw];

    /// <summary>Writes the network and further arrays, atomically.</summary>
    public static void Write(string path, SymmetricReluNetwork network, IReadOnlyDictionary<string, NpyArray> further)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(further);
        var arrays = new Dictionary<string, NpyArray>(further, StringComparer.Ordinal)
        {
            [Weights] = ToArray(network.Weights),
            [Bias] = NpyArray.Vector(network.Bias),
            [Width] = NpyArray.Vector(network.SmoothingWidth),
            [Scale] = NpyArray.Scalar(network.OutputScale),
            [SmoothingLaw] = NpyArray.Scalar((int)network.Smoothing),
        };
        NpzArchive.Write(path, arrays);
    }

    /// <summary>Reads a network; without <c>smoothing</c> it is uniform where s is positive.</summary>
    /// <exception cref="InvalidDataException">An array is missing, shapes disagree, there is no neuron or no input, or a value is not
    /// finite, negative where it may not be, or beyond float32; one sentence.</exception>
    public static ReadNetwork Read(NpzArchive archive)
    {
        ArgumentNullException.ThrowIfNull(archive);
        if (archive.Names.IsSupersetOf([PatchExponent, PatchThreshold]) && !archive.Names.Contains(Bias))
        {
            throw new InvalidDataException(
                $"'{archive.Path}' holds a patch network of structured data, which attack and certify do not read; "
                + "give a network of sparse coding.");
        }

        NpyArray weights = archive.Require(Weights, 2);
        var parameters = new NetworkParameters(
            weights.AsDoubles(),
            archive.Require(Bias, 1).AsDoubles(),
            archive.Require(Width, 1).AsDoubles(),
            archive.RequireScalar(Scale),
            ReadSmoothing(archive));
        string? complaint = weights.Length == 0
            ? $"holds no network: W is {weights}; give W as [m × d] with m and d at least 1."
            : parameters.Complaint(weights.Shape[0]);
        return complaint is null
            ? new ReadNetwork(parameters, weights.Shape[0], weights.Shape[1])
            : throw new InvalidDataException($"'{archive.Path}' {complaint}");
    }

    private static Smoothing ReadSmoothing(NpzArchive archive)
    {
        double law = archive.Names.Contains(SmoothingLaw) ? archive.RequireScalar(SmoothingLaw) : (double)Smoothing.Uniform;
        return law is 0 or 1 or 2
            ? (Smoothing)law
            : throw new InvalidDataException(
                FormattableString.Invariant($"'{archive.Path}' has smoothing = {law}; it must be 0 (none), 1 (uniform) or 2 (Gaussian)."));
    }

    /// <summary>A matrix as an array of the same shape.</summary>
    public static NpyArray ToArray(Matrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var values = new float[matrix.Rows * matrix.Columns];
        for (int i = 0; i < matrix.Rows; i++)
        {
            matrix.Row(i).CopyTo(values.AsSpan(i * matrix.Columns));
        }

        return NpyArray.Matrix(values, matrix.Rows, matrix.Columns);
    }

    /// <summary>The transpose of a matrix as an array: a dictionary held by elements becomes M [d × D].</summary>
    public static NpyArray ToTransposedArray(Matrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var values = new float[matrix.Rows * matrix.Columns];
        for (int row = 0; row < matrix.Rows; row++)
        {
            Span<float> source = matrix.Row(row);
            for (int column = 0; column < source.Length; column++)
            {
                values[(column * matrix.Rows) + row] = source[column];
            }
        }

        return NpyArray.Matrix(values, matrix.Columns, matrix.Rows);
    }
}
