using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Model.Attacks;
using PurifyProofs.Model.Attacks.LowComplexity;
using PurifyProofs.Model.Data;
using PurifyProofs.Model.Networks.LowComplexity;
using PurifyProofs.Model.Training.LowComplexity;

namespace PurifyProofs.Bounds.LowComplexity;

/// <summary>All trainers of a class: least squares, logistic regression and hinge, each on clean points and adversarially by FGM and by PGD.</summary>
internal sealed class TrainerGrid(StudySettings settings, double radius, double[] direction, ulong seed)
{
    private static readonly ICoefficientTrainer[] Trainers =
        [new LeastSquares(1e-8), new SoftHingeRegression(SoftHingeLoss.Logistic, 1e-7), new HingeRegression(1e-6)];

    private readonly List<(string Method, FeatureClassifier Classifier)> models = [];

    /// <summary>The later iterates of adversarial training by PGD: the opponents of a dual attacker.</summary>
    public List<FeatureClassifier> Opponents { get; } = [];

    /// <summary>Trains everything.</summary>
    /// <param name="map">φ.</param>
    /// <param name="draw">Samples of a round.</param>
    public void Train(IFeatureMap map, Func<int, LabelledVectors> draw)
    {
        foreach (ICoefficientTrainer trainer in Trainers)
        {
            Train(map, draw, trainer, "FGM", AttackSettings.FastGradient(radius));
            IReadOnlyList<FeatureClassifier> iterates = Train(map, draw, trainer, "PGD", AttackSettings.ProjectedGradient(radius, settings.TrainingAttackSteps));
            Opponents.AddRange(iterates.Skip(iterates.Count / 2));
        }
    }

    /// <summary>The model of the best attacked accuracy on the selection samples, judged on the evaluation samples.</summary>
    public (RobustFit Fit, FeatureClassifier Classifier) Best(LabelledVectors selection, LabelledVectors evaluation)
    {
        var quick = new FeatureAttackEnsemble(radius, direction, settings.TrainingAttackSteps, 0, seed);
        (string method, FeatureClassifier classifier) = models.MaxBy(model => quick.Margins(model.Classifier, selection).Count(static margin => margin > 0));
        var thorough = new FeatureAttackEnsemble(radius, direction, settings.EvaluationAttackSteps, settings.EvaluationRandomStarts, seed);
        return (new RobustFit(method, Share(FeatureAttackEnsemble.MarginsAt(classifier, evaluation)), Share(thorough.Margins(classifier, evaluation))), classifier);
    }

    private static Proportion Share(double[] margins) => new(margins.Count(static margin => margin > 0), margins.Length);

    private IReadOnlyList<FeatureClassifier> Train(IFeatureMap map, Func<int, LabelledVectors> draw, ICoefficientTrainer trainer, string attackName, AttackSettings attack)
    {
        IReadOnlyList<FeatureClassifier> iterates = new AccumulatingAdversarialTraining(trainer, attack, settings.Rounds).Run(map, draw);
        models.Add(($"{trainer.Name}, clean", iterates[0]));
        models.AddRange(iterates.Skip(1).Select((classifier, round) => ($"{trainer.Name}, {attackName}, round {round + 1}", classifier)));
        return iterates;
    }
}
