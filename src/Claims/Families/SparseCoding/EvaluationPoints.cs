using PurifyProofs.Claims.Evidence;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>The fresh points on which the networks of one instance are measured: the same for every network and every measurement.</summary>
/// <param name="device">Draws them and computes gradients.</param>
/// <param name="distribution">Their law.</param>
internal sealed class EvaluationPoints(ISparseCodingDevice device, SparseCodingDistribution distribution)
{
    /// <summary>The points of one look of a <see cref="DecisiveProportion"/>.</summary>
    public LabelledPoints OfLook(int look, int count) => Draw(StreamSteps.Looks.At(look), count);

    /// <summary>The points of the curves over the radius.</summary>
    public LabelledPoints OfCurve(int count) => Draw(StreamSteps.Curves.First, count);

    /// <summary>At how many points the gradient of the margin vanishes, so that attacks from there see no direction.</summary>
    public int CountVanishing(SymmetricReluNetwork network, LabelledPoints points)
    {
        using var gradients = new Matrix(points.Count, points.X.Columns);
        device.MarginGradients(network, points.X, points.Y, gradients);
        return Enumerable.Range(0, points.Count).Count(i => !gradients.Row(i).ContainsAnyExcept(0f));
    }

    private LabelledPoints Draw(int step, int count) =>
        LabelledPoints.Draw(device, distribution, RandomStream.Evaluation, step, count);
}
