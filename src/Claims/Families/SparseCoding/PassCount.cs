using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>
/// Work as multiplications: passes of one point through the network, times the m d products of a pass. Follows from the instance alone, so
/// what is limited by a share of a run's work is limited alike on every machine, which seconds would not give.
/// </summary>
public static class PassCount
{
    // Forward, and the products of weights and of points with the derivatives.
    private const double CleanPasses = 2;
    private const double GradientPasses = 2;

    // As the rehearsal takes it: certificates and the dense mixture spare most points the full attack.
    private const double ShareAttacked = 0.2;

    // Models of low complexity know no passes; in the order of magnitude that their rehearsals show.
    private const double EvaluationsOfSmallModel = 10;

    /// <summary>Products of the work.</summary>
    /// <param name="work">What is done.</param>
    /// <param name="instance">On which instance.</param>
    /// <param name="effort">How hard networks are attacked.</param>
    public static double Products(StudyWork work, SparseCodingInstance instance, Effort effort)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(effort);
        TrainingPhase clean = instance.Plan.Clean, adversarial = instance.Plan.Adversarial;
        double evaluation = ShareAttacked * GradientPasses * effort.AttackSteps * (1 + effort.Restarts) * effort.Accuracy.FirstTrials;
        double passes =
            (work.CleanSteps * clean.BatchSize * CleanPasses)
            + (work.FastGradientSteps * adversarial.BatchSize * (CleanPasses + GradientPasses))
            + (work.ProjectedGradientSteps * adversarial.BatchSize * (CleanPasses + (GradientPasses * adversarial.AttackSteps)))
            + (work.KernelSteps * (CleanPasses + GradientPasses))
            + ((work.Evaluations + (EvaluationsOfSmallModel * work.SmallModels)) * evaluation);
        return instance.ForwardProducts * passes;
    }
}
