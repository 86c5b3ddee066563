using PurifyProofs.Model.Files;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Claims.Families.Patches;

/// <summary>
/// A patch network as <c>.npz</c>: <c>W</c> [K × m × d], class by class, and the smoothed ReLU by <c>q</c> and <c>rho</c>; with <c>U</c> and
/// <c>V</c> [K × d], the robust and the non-robust features of the classes.
/// </summary>
public static class PatchNetworkFile
{
    private const string Weights = "W";

    /// <summary>Writes the network and the features of its data, atomically.</summary>
    public static void Write(string path, PatchNetwork network, StructuredPatchDistribution distribution)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(distribution);
        ReadOnlySpan<float> weights = NetworkFile.ToArray(network.Weights).Elements<float>();
        NpzArchive.Write(path, new Dictionary<string, NpyArray>
        {
            [Weights] = NpyArray.Of(weights, network.Classes, network.NeuronsPerClass, network.Dimension),
            [NetworkFile.PatchExponent] = NpyArray.Of<int>([network.Activation.Exponent]),
            [NetworkFile.PatchThreshold] = NpyArray.Scalar(network.Activation.Threshold),
            ["U"] = Features(distribution.RobustFeatures),
            ["V"] = Features(distribution.NonRobustFeatures),
        });
    }

    /// <summary>Reads a network; the caller owns it.</summary>
    /// <exception cref="InvalidDataException">An array is missing, has another shape or type, or makes no network; one sentence.</exception>
    public static PatchNetwork Read(NpzArchive archive)
    {
        ArgumentNullException.ThrowIfNull(archive);
        NpyArray weights = archive.Require(Weights, 3);
        double exponent = archive.RequireScalar(NetworkFile.PatchExponent);
        Matrix rows = PatchSamplesFile.Rows(archive, Weights, weights);
        try
        {
            return exponent == (int)exponent
                ? new PatchNetwork(
                    rows, weights.Shape[0], new PowerReluFunction((int)exponent, archive.RequireScalar(NetworkFile.PatchThreshold)))
                : throw new ArgumentException(FormattableString.Invariant($"The exponent q must be a whole number, but is {exponent}."));
        }
        catch (ArgumentException exception)
        {
            rows.Dispose();
            throw new InvalidDataException($"'{archive.Path}' holds no patch network: {exception.Message}", exception);
        }
    }

    private static NpyArray Features(double[][] rows) =>
        NpyArray.Matrix([.. rows.SelectMany(static row => row)], rows.Length, rows[0].Length);
}
