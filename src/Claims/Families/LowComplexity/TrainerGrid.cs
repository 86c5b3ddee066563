using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Model.FixedFeatures;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.LowComplexity;

/// <summary>All trainers of a class: least squares, logistic regression and hinge, each on clean points and adversarially by the given attacks.</summary>
internal sealed class TrainerGrid(StudySettings settings, double radius, double[] direction, ulong seed, IReadOnlyList<TrainingAttackChoice> attacks)
{
    private static readonly ICoefficientTrainer[] Trainers =
        [new LeastSquares(1e-8), new SoftHingeRegression(SoftHingeLoss.Logistic, 1e-7), new HingeRegression(1e-6)];

    private const int CurvePoints = 100;

    // A short attack is fooled by some models, so the last word is a thorough one's.
    private const int Finalists = 3;

    private readonly List<(string Method, FeatureClassifier Classifier)> models = [];
    private readonly List<(string Method, FeatureClassifier Classifier)> given = [];

    /// <summary>The iterates of every adversarial training: each list may be the opponents of a dual attacker.</summary>
    public List<IReadOnlyList<FeatureClassifier>> Iterates { get; } = [];

    /// <summary>Trains everything, the trainings side by side: much of each is the solution of one small system.</summary>
    /// <param name="map">φ.</param>
    /// <param name="draw">Samples of a round; called from several threads.</param>
    public void Train(IFeatureMap map, Func<int, LabelledVectors> draw)
    {
        (ICoefficientTrainer Trainer, TrainingAttackChoice Attack)[] trainings =
            [.. Trainers.SelectMany(trainer => attacks.Select(attack => (trainer, attack)))];
        var iterates = new IReadOnlyList<FeatureClassifier>[trainings.Length];
        Parallel.For(0, trainings.Length, i =>
            iterates[i] = new AccumulatingAdversarialTraining(trainings[i].Trainer, trainings[i].Attack.Settings, settings.Rounds).Run(map, draw));
        for (int i = 0; i < trainings.Length; i++)
        {
            Keep(trainings[i].Trainer, trainings[i].Attack, iterates[i]);
        }
    }

    /// <summary>Lets a model of the class take part that needs no training.</summary>
    public void Add(string method, FeatureClassifier classifier) => given.Add((method, classifier));

    /// <summary>The model of the best attacked accuracy on the selection samples, judged on the evaluation samples.</summary>
    public (RobustFit Fit, FeatureClassifier Classifier) Best(LabelledVectors selection, LabelledVectors evaluation)
    {
        (string method, FeatureClassifier classifier) = models
            .OrderByDescending(model => Robust(Quick, model.Classifier, selection))
            .Take(Finalists)
            .Concat(given)
            .MaxBy(model => Robust(Thorough, model.Classifier, selection));
        return (Judge(method, classifier, evaluation), classifier);
    }

    private RobustFit Judge(string method, FeatureClassifier classifier, LabelledVectors evaluation)
    {
        var few = new LabelledVectors(evaluation.X[..Math.Min(CurvePoints, evaluation.Count)], evaluation.Y[..Math.Min(CurvePoints, evaluation.Count)]);
        return new RobustFit(method, Share(FeatureAttackEnsemble.MarginsAt(classifier, evaluation)), Share(Thorough.Margins(classifier, evaluation)))
        {
            Curve = RadiusAccuracy.Around(radius, other => Share((Thorough with { Radius = other }).Margins(classifier, few)).Estimate),
        };
    }

    private FeatureAttackEnsemble Thorough => new(radius, direction, settings.EvaluationAttackSteps, settings.EvaluationRandomStarts, seed);

    private static int Robust(FeatureAttackEnsemble attack, FeatureClassifier classifier, LabelledVectors points) =>
        attack.Margins(classifier, points).Count(static margin => margin > 0);

    private FeatureAttackEnsemble Quick => new(radius, direction, settings.TrainingAttackSteps, 0, seed);

    private static Proportion Share(double[] margins) => new(margins.Count(static margin => margin > 0), margins.Length);

    private void Keep(ICoefficientTrainer trainer, TrainingAttackChoice attack, IReadOnlyList<FeatureClassifier> iterates)
    {
        Iterates.Add(iterates);
        models.Add(($"{trainer.Name}, clean", iterates[0]));
        models.AddRange(iterates.Skip(1).Select((classifier, round) => ($"{trainer.Name}, {attack.Name}, round {round + 1}", classifier)));
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
