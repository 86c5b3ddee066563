namespace PurifyProofs.Bounds.Certificates.Patches;

/// <summary>
/// A box of coordinates, to be cut with a patch's ball where the threat model has one; regions of one patch cover its set.
/// </summary>
/// <param name="Low">Lower ends [k].</param>
/// <param name="High">Upper ends [k].</param>
/// <param name="Bound">A proved lower bound of the patch's objective there.</param>
/// <param name="SplitAt">The coordinate to split next.</param>
internal sealed record Region(double[] Low, double[] High, double Bound, int SplitAt)
{
    /// <summary>Both halves; they share their border exactly.</summary>
    public IEnumerable<Region> Split()
    {
        double middle = 0.5 * (Low[SplitAt] + High[SplitAt]);
        var left = (double[])High.Clone();
        var right = (double[])Low.Clone();
        (left[SplitAt], right[SplitAt]) = (middle, middle);
        yield return this with { High = left };
        yield return this with { Low = right };
    }
}
