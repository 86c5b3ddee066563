using PurifyProofs.Claims.Evidence;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>The fresh points on which the networks of one instance are measured: the same for every network and every measurement.</summary>
/// <param name="device">Draws them.</param>
/// <param name="distribution">Their law.</param>
internal sealed class EvaluationPoints(ISparseCodingDevice device, SparseCodingDistribution distribution)
{
    /// <summary>The points of one look of a <see cref="DecisiveProportion"/>.</summary>
    public LabelledPoints OfLook(int look, int count) => Draw(StreamSteps.Looks.At(look), count);

    /// <summary>The points of the curves over the radius.</summary>
    public LabelledPoints OfCurve(int count) => Draw(StreamSteps.Curves.First, count);

    private LabelledPoints Draw(int step, int count) =>
        LabelledPoints.Draw(device, distribution, RandomStream.Evaluation, step, count);
}
