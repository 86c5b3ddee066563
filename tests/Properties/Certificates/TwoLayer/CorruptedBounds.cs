using PurifyProofs.Bounds.Certificates.TwoLayer;

namespace PurifyProofs.Properties.Certificates.TwoLayer;

/// <summary>
/// α with the wrong sign. That is no corruption: the ball is symmetric, so −α has the same trust-region term as α, and the
/// bound is the one of another, worse, choice of α.
/// </summary>
internal sealed class MirroredSlopeMinimum : INeuronMinimum
{
    /// <inheritdoc/>
    public double LowerBound(in NeuronTerm term) => new PiecewiseQuadraticMinimum().LowerBound(term with { Slope = -term.Slope });
}

/// <summary>Corrupted on purpose: αt and p have the wrong sign relative to one another, as if f were even.</summary>
internal sealed class MirroredPointMinimum : INeuronMinimum
{
    /// <inheritdoc/>
    public double LowerBound(in NeuronTerm term) => new PiecewiseQuadraticMinimum().LowerBound(term with { Preactivation = Math.Abs(term.Preactivation) });
}

/// <summary>Corrupted on purpose: ¼cᵀB⁻¹c enters with the wrong sign.</summary>
internal sealed class WrongSignTrustRegionBound : ITrustRegionBound
{
    /// <inheritdoc/>
    public double LowerBound(in TrustRegionTerm term) => (-term.Multiplier * term.Radius * term.Radius) + (0.25 * term.Product);
}

/// <summary>Corrupted on purpose: the smallest of seven values is taken for the minimum.</summary>
internal sealed class CoarseGridMinimum : INeuronMinimum
{
    private const int Intervals = 6;

    /// <inheritdoc/>
    public double LowerBound(in NeuronTerm term)
    {
        double lowest = double.PositiveInfinity;
        for (int k = 0; k <= Intervals; k++)
        {
            double t = term.Low + ((term.High - term.Low) * k / Intervals);
            var point = term with { Low = t, High = t };
            lowest = Math.Min(lowest, new PiecewiseQuadraticMinimum().LowerBound(point));
        }

        return lowest;
    }
}

/// <summary>Corrupted on purpose: −τ‖c‖, as if δᵀAδ were not there.</summary>
internal sealed class FlatTrustRegionBound : ITrustRegionBound
{
    /// <inheritdoc/>
    public double LowerBound(in TrustRegionTerm term) => -term.Radius * term.SlopeNorm;
}
