namespace PurifyProofs.Model.Patches;

/// <summary>
/// The conditions under which the claims on structured data are made: Σ_p α_p^q &lt; Σ_p β_p^q, so that standard training sees the
/// non-robust features first, and β_p &lt; ε &lt; α_p, so that the adversary can erase them but not the robust ones. They are judged at the
/// worst strengths the law allows.
/// </summary>
/// <param name="Law">The law.</param>
/// <param name="Exponent">q of the network.</param>
/// <param name="Radius">ε.</param>
public sealed record StructuredPatchConditions(StructuredPatchLaw Law, int Exponent, double Radius)
{
    /// <summary>The largest Σ_p α_p^q.</summary>
    public double RobustPower => Law.Robust.LargestPower(Exponent);

    /// <summary>The smallest Σ_p β_p^q.</summary>
    public double NonRobustPower => Law.NonRobust.SmallestPower(Exponent);

    /// <summary>Σ_p α_p^q &lt; Σ_p β_p^q for every sample.</summary>
    public bool NonRobustFeaturesDominate => RobustPower < NonRobustPower;

    /// <summary>β_p &lt; ε for every patch: the adversary can erase the non-robust features.</summary>
    public bool NonRobustFeaturesAreErasable => Law.NonRobust.Largest < Radius;

    /// <summary>ε &lt; α_p for every patch that carries a robust feature.</summary>
    public bool RobustFeaturesOutlast => Radius < Law.Robust.Smallest && Law.Robust.Patches > 0;

    /// <summary>Whether all hold.</summary>
    public bool Hold => NonRobustFeaturesDominate && NonRobustFeaturesAreErasable && RobustFeaturesOutlast;

    /// <summary>One sentence for each condition that does not hold, with both of its sides.</summary>
    public IReadOnlyList<string> Violations()
    {
        var sentences = new List<string>();
        Add(sentences, NonRobustFeaturesDominate, $"Σα^q = {RobustPower:0.###} is not below Σβ^q = {NonRobustPower:0.###}");
        Add(sentences, NonRobustFeaturesAreErasable, $"β = {Law.NonRobust.Largest:0.###} is not below ε = {Radius:0.###}");
        Add(sentences, RobustFeaturesOutlast, $"ε = {Radius:0.###} is not below α = {(Law.Robust.Patches > 0 ? Law.Robust.Smallest : 0):0.###}");
        return sentences;
    }

    private static void Add(List<string> sentences, bool holds, FormattableString sentence)
    {
        if (!holds)
        {
            sentences.Add(FormattableString.Invariant(sentence));
        }
    }
}
