using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Model.Attacks;
using PurifyProofs.Model.Attacks.LowComplexity;
using PurifyProofs.Model.Data;
using PurifyProofs.Model.Networks.LowComplexity;
using PurifyProofs.Model.Training.LowComplexity;

namespace PurifyProofs.Bounds.LowComplexity;

/// <summary>All trainers of a class: least squares, logistic regression and hinge, each on clean points and adversarially by the given attacks.</summary>
internal sealed class TrainerGrid(StudySettings settings, double radius, double[] direction, ulong seed, IReadOnlyList<TrainingAttackChoice> attacks)
{
    private static readonly ICoefficientTrainer[] Trainers =
        [new LeastSquares(1e-8), new SoftHingeRegression(SoftHingeLoss.Logistic, 1e-7), new HingeRegression(1e-6)];

    private const int CurvePoints = 200;

    private readonly List<(string Method, FeatureClassifier Classifier)> models = [];

    /// <summary>The iterates of every adversarial training: each list may be the opponents of a dual attacker.</summary>
    public List<IReadOnlyList<FeatureClassifier>> Iterates { get; } = [];

    /// <summary>Trains everything.</summary>
    /// <param name="map">φ.</param>
    /// <param name="draw">Samples of a round.</param>
    public void Train(IFeatureMap map, Func<int, LabelledVectors> draw)
    {
        foreach (ICoefficientTrainer trainer in Trainers)
        {
            foreach (TrainingAttackChoice attack in attacks)
            {
                Iterates.Add(Train(map, draw, trainer, attack));
            }
        }
    }

    /// <summary>Lets a model of the class take part that needs no training.</summary>
    public void Add(string method, FeatureClassifier classifier) => models.Add((method, classifier));

    /// <summary>The model of the best attacked accuracy on the selection samples, judged on the evaluation samples.</summary>
    public (RobustFit Fit, FeatureClassifier Classifier) Best(LabelledVectors selection, LabelledVectors evaluation)
    {
        FeatureAttackEnsemble quick = Quick(radius);
        (string method, FeatureClassifier classifier) = models.MaxBy(model => quick.Margins(model.Classifier, selection).Count(static margin => margin > 0));
        return (Judge(method, classifier, evaluation), classifier);
    }

    private RobustFit Judge(string method, FeatureClassifier classifier, LabelledVectors evaluation)
    {
        var thorough = new FeatureAttackEnsemble(radius, direction, settings.EvaluationAttackSteps, settings.EvaluationRandomStarts, seed);
        var few = new LabelledVectors(evaluation.X[..Math.Min(CurvePoints, evaluation.Count)], evaluation.Y[..Math.Min(CurvePoints, evaluation.Count)]);
        return new RobustFit(method, Share(FeatureAttackEnsemble.MarginsAt(classifier, evaluation)), Share(thorough.Margins(classifier, evaluation)))
        {
            Curve = RadiusAccuracy.Around(radius, other => Share(Quick(other).Margins(classifier, few)).Estimate),
        };
    }

    private FeatureAttackEnsemble Quick(double attackRadius) => new(attackRadius, direction, settings.TrainingAttackSteps, 0, seed);

    private static Proportion Share(double[] margins) => new(margins.Count(static margin => margin > 0), margins.Length);

    private IReadOnlyList<FeatureClassifier> Train(IFeatureMap map, Func<int, LabelledVectors> draw, ICoefficientTrainer trainer, TrainingAttackChoice attack)
    {
        IReadOnlyList<FeatureClassifier> iterates = new AccumulatingAdversarialTraining(trainer, attack.Settings, settings.Rounds).Run(map, draw);
        models.Add(($"{trainer.Name}, clean", iterates[0]));
        models.AddRange(iterates.Skip(1).Select((classifier, round) => ($"{trainer.Name}, {attack.Name}, round {round + 1}", classifier)));
        return iterates;
    }
}

/// <summary>An attack of adversarial training with its name for reports.</summary>
internal sealed record TrainingAttackChoice(string Name, AttackSettings Settings)
{
    /// <summary>One step of length τ.</summary>
    public static TrainingAttackChoice FastGradient(double radius) => new("FGM", AttackSettings.FastGradient(radius));

    /// <summary>Several projected steps.</summary>
    public static TrainingAttackChoice ProjectedGradient(double radius, int steps) => new("PGD", AttackSettings.ProjectedGradient(radius, steps));
}
