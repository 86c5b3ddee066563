using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.Files;

/// <summary>Labelled points as <c>.npz</c>: <c>X</c> [n × d] and <c>y</c> [n] of ±1.</summary>
public static class PointsFile
{
    private const string Points = "X";
    private const string Labels = "y";

    /// <summary>Writes the points, atomically.</summary>
    public static void Write(string path, LabelledPoints points)
    {
        ArgumentNullException.ThrowIfNull(points);
        NpzArchive.Write(path, new Dictionary<string, NpyArray>
        {
            [Points] = NetworkFile.ToArray(points.X),
            [Labels] = NpyArray.Vector(points.Y.AsSpan()),
        });
    }

    /// <summary>Reads points.</summary>
    /// <exception cref="InvalidDataException">An array is missing, shapes disagree, there is no point, or a value makes no sense or is
    /// beyond float32; one sentence.</exception>
    public static ReadPoints Read(NpzArchive archive)
    {
        ArgumentNullException.ThrowIfNull(archive);
        NpyArray points = archive.Require(Points);
        if (points.Rank == 3)
        {
            throw new InvalidDataException(
                $"'{archive.Path}' holds samples of patches, X [n × P × d], which attack and certify do not read; "
                + "give points of sparse coding, X [n × d].");
        }

        points = archive.Require(Points, 2);
        double[] labels = archive.RequireShape(Labels, points.Shape[0]).AsDoubles();
        double[] values = points.AsDoubles();
        if (values.Length == 0)
        {
            throw new InvalidDataException($"'{archive.Path}' holds no points: X is {points}; give X as [n × d] with n and d at least 1.");
        }

        if (!values.All(double.IsFinite))
        {
            throw new InvalidDataException($"'{archive.Path}' holds points that are not finite; remove the rows of X with NaN or infinite values.");
        }

        if (!values.All(static value => float.IsFinite((float)value)))
        {
            throw new InvalidDataException(
                $"'{archive.Path}' holds points beyond the range of float32 (3.4e38); scale X down and save again.");
        }

        int wrong = Array.FindIndex(labels, static label => label is not (1 or -1));
        return wrong < 0
            ? new ReadPoints(values, points.Shape[0], points.Shape[1], Array.ConvertAll(labels, static label => (float)label))
            : throw new InvalidDataException(
                FormattableString.Invariant($"'{archive.Path}' has the label y[{wrong}] = {labels[wrong]}; every label must be 1 or -1."));
    }
}
