using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using PurifyProofs.Model.FixedFeatures;

namespace PurifyProofs.Claims.Families.LowComplexity;

/// <summary>
/// φ̃ = A^{−1/2}φ with A the second moment of φ over reference points: then ‖v‖ is the root mean square of ⟨v, φ̃⟩ there, a norm that
/// means something for a polynomial whatever its monomials are.
/// </summary>
public sealed class WhitenedFeatures : IFeatureMap
{
    // Directions whose share of the largest eigenvalue is below this are rounding; they are kept, at this share.
    private const double SmallestShare = 1e-13;

    private readonly IFeatureMap map;
    private readonly Matrix<double> transform;

    /// <summary>Whitens a map.</summary>
    /// <param name="map">φ.</param>
    /// <param name="reference">φ at the reference points [n][N].</param>
    public WhitenedFeatures(IFeatureMap map, IReadOnlyList<double[]> reference)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(reference);
        this.map = map;

        // Unit columns first: products of power sums differ by orders of magnitude, and their squares by the square of that.
        Matrix<double> rows = DenseMatrix.OfRowArrays(reference);
        var scale = Vector<double>.Build.DenseOfEnumerable(rows.EnumerateColumns().Select(column => Math.Max(column.L2Norm() / Math.Sqrt(reference.Count), 1e-150)));
        Matrix<double> unit = DenseMatrix.OfDiagonalVector(1 / scale);
        var decomposition = (unit * rows.TransposeThisAndMultiply(rows) * unit / reference.Count).Evd(Symmetricity.Symmetric);
        Vector<double> values = decomposition.EigenValues.Map(static value => value.Real);
        double floor = SmallestShare * values.Maximum();
        transform = DenseMatrix.OfDiagonalVector(values.Map(value => 1 / Math.Sqrt(Math.Max(value, floor)))) * decomposition.EigenVectors.Transpose() * unit;
    }

    public int InputDimension => map.InputDimension;

    public int Count => map.Count;

    public void Evaluate(ReadOnlySpan<double> x, Span<double> features)
    {
        var original = new double[map.Count];
        map.Evaluate(x, original);
        (transform * DenseVector.OfArray(original)).AsArray().CopyTo(features);
    }

    public void InputGradient(ReadOnlySpan<double> x, ReadOnlySpan<double> coefficients, Span<double> gradient) =>
        map.InputGradient(x, Original(coefficients), gradient);

    /// <summary>The same function as coefficients of the original features.</summary>
    public double[] Original(ReadOnlySpan<double> coefficients) =>
        transform.TransposeThisAndMultiply(DenseVector.OfArray(coefficients.ToArray())).ToArray();
}
