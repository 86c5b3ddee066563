using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.FixedFeatures;

/// <summary>
/// Adversarial training as a cutting-plane method: each round attacks fresh samples under the current classifier, adds the perturbed
/// points to all earlier ones and trains on the lot. The loss is convex in v and so is its supremum over perturbations; the points
/// collected bound that supremum from below ever more closely.
/// </summary>
/// <param name="Trainer">What is minimised on the points collected.</param>
/// <param name="Attack">FGM or PGD.</param>
/// <param name="Rounds">Rounds.</param>
public sealed record AccumulatingAdversarialTraining(ICoefficientTrainer Trainer, AttackSettings Attack, int Rounds)
{
    /// <summary>The classifiers after every round, clean training first.</summary>
    /// <param name="map">φ.</param>
    /// <param name="draw">Fresh samples of a round.</param>
    public IReadOnlyList<FeatureClassifier> Run(IFeatureMap map, Func<int, LabelledVectors> draw)
    {
        ArgumentNullException.ThrowIfNull(draw);
        LabelledVectors first = draw(0);
        var table = new FeatureTable(map, first);
        table.Add(first);
        List<FeatureClassifier> classifiers = [table.Train(Trainer)];
        for (int round = 1; round <= Rounds; round++)
        {
            table.Add(FeatureAttack.Run(classifiers[^1], draw(round), Attack));
            classifiers.Add(table.Train(Trainer));
        }

        return classifiers;
    }
}
