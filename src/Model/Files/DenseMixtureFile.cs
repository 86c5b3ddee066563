using System.Numerics.Tensors;

namespace PurifyProofs.Model.Files;

/// <summary>The dense mixture of a <c>.npz</c> that holds dictionary <c>M</c> [d × D] and teacher <c>wstar</c> [D].</summary>
public static class DenseMixtureFile
{
    private const string Dictionary = "M";
    private const string Teacher = "wstar";

    /// <summary>u = Mw*/‖Mw*‖ [d], computed in float64; null where the file lacks dictionary or teacher.</summary>
    /// <param name="archive">The file.</param>
    /// <param name="dimension">d.</param>
    /// <exception cref="InvalidDataException">Shapes disagree, or Mw* has no direction; one sentence.</exception>
    public static double[]? Read(NpzArchive archive, int dimension)
    {
        ArgumentNullException.ThrowIfNull(archive);
        if (!archive.Names.IsSupersetOf([Dictionary, Teacher]))
        {
            return null;
        }

        double[] teacher = archive.Require(Teacher, 1).AsDoubles();
        double[] dictionary = archive.RequireShape(Dictionary, dimension, teacher.Length).AsDoubles();
        var mixture = new double[dimension];
        for (int i = 0; i < dimension; i++)
        {
            mixture[i] = TensorPrimitives.Dot<double>(dictionary.AsSpan(i * teacher.Length, teacher.Length), teacher);
        }

        double norm = TensorPrimitives.Norm<double>(mixture);
        if (!(norm > 0 && double.IsFinite(norm)))
        {
            throw new InvalidDataException($"'{archive.Path}': M w* has norm {norm} and no direction; correct M and wstar, or leave both out.");
        }

        TensorPrimitives.Divide(mixture, norm, mixture);
        return mixture;
    }
}
