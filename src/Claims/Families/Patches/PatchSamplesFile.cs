using PurifyProofs.Model.Files;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Claims.Families.Patches;

/// <summary>Samples of patches as <c>.npz</c>: <c>X</c> [n × P × d] and <c>y</c> [n], classes from 0 on as whole numbers.</summary>
public static class PatchSamplesFile
{
    private const string Samples = "X";
    private const string Classes = "y";

    /// <summary>Writes the samples, atomically.</summary>
    public static void Write(string path, PatchSamples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ReadOnlySpan<float> values = NetworkFile.ToArray(samples.X).Elements<float>();
        NpzArchive.Write(path, new Dictionary<string, NpyArray>
        {
            [Samples] = NpyArray.Of(values, samples.Count, samples.Patches, samples.X.Columns),
            [Classes] = NpyArray.Of<int>(samples.Classes, samples.Count),
        });
    }

    /// <summary>Reads samples; the caller owns them.</summary>
    /// <exception cref="InvalidDataException">An array is missing or has another shape or type, or a class is none; one sentence.</exception>
    public static PatchSamples Read(NpzArchive archive)
    {
        ArgumentNullException.ThrowIfNull(archive);
        NpyArray samples = archive.Require(Samples, 3);
        double[] classes = archive.RequireShape(Classes, samples.Shape[0]).AsDoubles();
        int wrong = Array.FindIndex(classes, static y => y != (int)y || y < 0);
        return wrong < 0
            ? new PatchSamples(Rows(archive, Samples, samples), Array.ConvertAll(classes, static y => (int)y), samples.Shape[1])
            : throw new InvalidDataException(
                FormattableString.Invariant(
                    $"'{archive.Path}' has the class y[{wrong}] = {classes[wrong]}; every class must be a whole number from 0 on."));
    }

    /// <summary>An array of three dimensions as the rows of a matrix, [first · second × third].</summary>
    internal static Matrix Rows(NpzArchive archive, string name, NpyArray array)
    {
        if (array.ElementType != NpyElementType.SinglePrecision || array.Length == 0)
        {
            throw new InvalidDataException($"'{archive.Path}': the array '{name}' is {array}; give float32 numbers, at least one.");
        }

        ReadOnlySpan<float> values = array.Elements<float>();
        if (values.ContainsAnyExceptInRange(-float.MaxValue, float.MaxValue))
        {
            throw new InvalidDataException(
                $"'{archive.Path}': the array '{name}' holds values that are not finite; correct them and save again.");
        }

        var rows = new Matrix(array.Shape[0] * array.Shape[1], array.Shape[2]);
        for (int i = 0; i < rows.Rows; i++)
        {
            values.Slice(i * rows.Columns, rows.Columns).CopyTo(rows.Row(i));
        }

        return rows;
    }
}
