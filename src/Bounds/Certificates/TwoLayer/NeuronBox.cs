namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>Ranges of all t_i = ⟨w_i, δ⟩, with the bound known for them and where to go on from.</summary>
/// <param name="Low">Least t_i [m].</param>
/// <param name="High">Greatest t_i [m].</param>
/// <param name="Bound">A proved bound of the margin for every δ of the ball within the ranges.</param>
/// <param name="Position">Minimiser of the parent's relaxation, in the eigenbasis [d].</param>
/// <param name="Curvature">μ of the parent.</param>
/// <param name="Depth">Splits above this box.</param>
internal sealed record NeuronBox(double[] Low, double[] High, double Bound, double[] Position, double Curvature, int Depth)
{
    /// <summary>The two halves on either side of t_neuron = <paramref name="at"/>.</summary>
    public IEnumerable<NeuronBox> Split(int neuron, double at)
    {
        double[] high = (double[])High.Clone(), low = (double[])Low.Clone();
        high[neuron] = low[neuron] = at;
        yield return this with { High = high, Depth = Depth + 1 };
        yield return this with { Low = low, Depth = Depth + 1 };
    }
}
