using System.Numerics.Tensors;
using PurifyProofs.Bounds.Rounding;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Bounds.Certificates.Patches;

/// <summary>The neurons of one class as a perturbation sees them: B w_{i,r}.</summary>
internal sealed class ClassDirections
{
    public ClassDirections(ReferencePatchNetwork network, int classIndex, PatchThreat threat)
    {
        Weights = network.Neurons(classIndex).ToArray();
        Coordinates = threat.Basis.Length;
        Rows = new double[Weights.Length][];
        (Ranges, Norms) = (new double[Weights.Length], new double[Weights.Length]);
        for (int r = 0; r < Weights.Length; r++)
        {
            Rows[r] = Array.ConvertAll(threat.Basis, row => TensorPrimitives.Dot<double>(row, Weights[r]));
            Norms[r] = RoundingError.Above(TensorPrimitives.Norm<double>(Weights[r]), Weights[r].Length);
            double norm = threat.Set == PerturbationSet.MaximumNorm ? TensorPrimitives.SumOfMagnitudes<double>(Rows[r]) : TensorPrimitives.Norm<double>(Rows[r]);
            Ranges[r] = RoundingError.Above(threat.Radius * norm, Coordinates + 2);
        }
    }

    /// <summary>w_{i,r} [m][d].</summary>
    public double[][] Weights { get; }

    /// <summary>k.</summary>
    public int Coordinates { get; }

    /// <summary>B w_{i,r} [m][k].</summary>
    public double[][] Rows { get; }

    /// <summary>max of ⟨B w_{i,r}, c_p⟩ over the set, rounded up [m].</summary>
    public double[] Ranges { get; }

    /// <summary>‖w_{i,r}‖, rounded up [m].</summary>
    public double[] Norms { get; }

    /// <summary>⟨w_{i,r}, x_p⟩ [m].</summary>
    public double[] Products(ReadOnlySpan<double> patch)
    {
        var products = new double[Weights.Length];
        for (int r = 0; r < products.Length; r++)
        {
            products[r] = TensorPrimitives.Dot(Weights[r], patch);
        }

        return products;
    }
}
