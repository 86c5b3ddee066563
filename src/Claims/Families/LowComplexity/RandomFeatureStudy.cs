using PurifyProofs.Model.FixedFeatures;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.LowComplexity;

/// <summary>Random ReLU features: nothing is proved about them here, this is the best that training reached.</summary>
public static class RandomFeatureStudy
{
    /// <summary>Any data law.</summary>
    /// <param name="distribution">The distribution.</param>
    /// <param name="radius">τ.</param>
    /// <param name="features">N.</param>
    /// <param name="settings">Effort.</param>
    public static RobustFit Run(SparseCodingDistribution distribution, double radius, int features, StudySettings settings)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        ArgumentNullException.ThrowIfNull(settings);
        TrainingAttackChoice[] attacks = [TrainingAttackChoice.FastGradient(radius), TrainingAttackChoice.ProjectedGradient(radius, settings.TrainingAttackSteps)];
        var grid = new TrainerGrid(settings, radius, distribution.DenseMixture, distribution.Seed, attacks);
        var map = new RandomReluFeatures(distribution.Law.Dimension, features, distribution.Seed);
        grid.Train(map, round => LabelledVectors.Draw(distribution, RandomStream.LowComplexityTraining, round, settings.RoundSamples));
        return grid.Best(
            LabelledVectors.Draw(distribution, RandomStream.LowComplexityPilot, StreamSteps.ModelSelection.First, settings.SelectionSamples),
            LabelledVectors.Draw(distribution, RandomStream.Evaluation, StreamSteps.Looks.First, settings.EvaluationSamples)).Fit;
    }
}
