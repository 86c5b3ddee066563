using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Bounds.LowComplexity;
using PurifyProofs.Model.FixedFeatures;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.LowComplexity;

/// <summary>LB-1 on one instance: what is proved for every linear classifier, and the best that training reached, attacked exactly.</summary>
/// <param name="Proved">The closed form.</param>
/// <param name="WithoutBias">Best sign⟨w, x⟩.</param>
/// <param name="WithBias">Best sign(⟨w, x⟩ + c), the constant among them.</param>
public sealed record LinearResult(LinearBound Proved, RobustFit WithoutBias, RobustFit WithBias);

/// <summary>Runs the trainers of LB-1.</summary>
public static class LinearStudy
{
    /// <summary>Any data law.</summary>
    public static LinearResult Run(SparseCodingDistribution distribution, double radius, StudySettings settings)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        int dimension = distribution.Law.Dimension;
        var affine = new AffineFeatures(dimension);
        var constant = new double[affine.Count];
        constant[dimension] = 1;
        return new LinearResult(
            LinearBound.Of(distribution, radius),
            Best(distribution, radius, settings, new LinearFeatures(dimension), []),
            Best(distribution, radius, settings, affine, [("constant", new FeatureClassifier(affine, constant))]));
    }

    // The gradient of a linear classifier is constant: FGM is the exact attack, and PGD would be the same.
    private static RobustFit Best(
        SparseCodingDistribution distribution, double radius, StudySettings settings, IFeatureMap map, IReadOnlyList<(string Method, FeatureClassifier Classifier)> given)
    {
        var grid = new TrainerGrid(settings, radius, distribution.DenseMixture, distribution.Seed, [TrainingAttackChoice.FastGradient(radius)]);
        grid.Train(map, round => LabelledVectors.Draw(distribution, RandomStream.LowComplexityTraining, round, settings.RoundSamples));
        foreach ((string method, FeatureClassifier classifier) in given)
        {
            grid.Add(method, classifier);
        }

        (RobustFit fit, FeatureClassifier best) = grid.Best(
            LabelledVectors.Draw(distribution, RandomStream.LowComplexityPilot, StreamSteps.ModelSelection.First, settings.SelectionSamples),
            LabelledVectors.Draw(distribution, RandomStream.Evaluation, StreamSteps.Looks.First, settings.EvaluationSamples));
        LabelledVectors points = LabelledVectors.Draw(distribution, RandomStream.Evaluation, StreamSteps.Looks.First, settings.EvaluationSamples);
        return fit with { Robust = Exact(best, points, radius), Curve = RadiusAccuracy.Around(radius, other => Exact(best, points, other).Estimate) };
    }

    private static Proportion Exact(FeatureClassifier classifier, LabelledVectors points, double radius)
    {
        int dimension = classifier.Map.InputDimension;
        double bias = classifier.Coefficients.Length > dimension ? classifier.Coefficients[dimension] : 0;
        double[] margins = ExactLinearAttack.Margins(classifier.Coefficients.AsSpan(0, dimension), bias, points, radius);
        return new Proportion(margins.Count(static margin => margin > 0), margins.Length);
    }
}
