using PurifyProofs.Bounds.LowComplexity;
using PurifyProofs.Model.FixedFeatures;

namespace PurifyProofs.Claims.Families.LowComplexity;

/// <summary>
/// Adversarial training of additive polynomials against the minima of the certificate's dual instead of descents: a cutting-plane method whose
/// cuts are the worst points, so that no model looks robust because an attack on it got stuck. Of the models of all rounds the one with the
/// highest certified accuracy on selection samples is kept.
/// </summary>
/// <param name="Rounds">Rounds.</param>
/// <param name="RoundSamples">Samples of a round.</param>
public sealed record CertifiedPolynomialTraining(int Rounds = 12, int RoundSamples = 160)
{
    // Three or four coefficients need no regularisation, only a bound on their size.
    private static readonly SoftHingeRegression Trainer = new(SoftHingeLoss.Logistic, 1e-5);

    /// <summary>The polynomial.</summary>
    /// <param name="map">Additive invariants.</param>
    /// <param name="radius">τ.</param>
    /// <param name="draw">Fresh samples of a round in teacher coordinates.</param>
    /// <param name="selection">Samples on which the model is chosen.</param>
    public FeatureClassifier Run(InvariantPolynomials map, double radius, Func<int, LabelledVectors> draw, LabelledVectors selection)
    {
        ArgumentNullException.ThrowIfNull(draw);
        LabelledVectors first = draw(0);
        var table = new FeatureTable(map, first);
        table.Add(first);
        FeatureClassifier current = table.Train(Trainer);
        (FeatureClassifier Model, int Certified) best = (current, -1);
        for (int round = 1; round <= Rounds; round++)
        {
            table.Add(Worst(current, draw(round), radius));
            current = table.Train(Trainer);
            int certified = new AdditivePolynomialCertificate(current).Certify(selection, radius).Successes;
            best = certified > best.Certified ? (current, certified) : best;
        }

        return best.Model;
    }

    private static LabelledVectors Worst(FeatureClassifier polynomial, LabelledVectors points, double radius)
    {
        var certificate = new AdditivePolynomialCertificate(polynomial);
        var worst = new double[points.Count][];
        Parallel.For(0, worst.Length, i => worst[i] = certificate.WorstPoint(points.X[i], points.Y[i], radius));
        return points with { X = worst };
    }
}
