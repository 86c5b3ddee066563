namespace PurifyProofs.Model.Numerics;

/// <summary>
/// Which steps of a stream serve which purpose, where a stream serves several. A stream that is not here serves one, from step 0 on.
/// Models of low complexity share their samples, so that they can be compared: the tangent kernel, of which none is chosen on a
/// selection sample, takes its pilot from step 0 on as well.
/// </summary>
public static class StreamSteps
{
    /// <summary>The looks of a proportion that is measured until it is decided.</summary>
    public static StepRange Looks { get; } = new(RandomStream.Evaluation, 0, 1000);

    /// <summary>What is shown beside proportions: curves over the radius, directions of perturbations.</summary>
    public static StepRange Curves { get; } = new(RandomStream.Evaluation, 1000, 1000);

    /// <summary>The points of an instance trained by hand.</summary>
    public static StepRange PointsByHand { get; } = new(RandomStream.Evaluation, 2000, 1000);

    /// <summary>The clean accuracy of a cell of a sweep.</summary>
    public static StepRange SweepCells { get; } = new(RandomStream.Evaluation, 3000, 1000);

    /// <summary>Candidates of which the share with ⟨w*, z⟩ ≠ 0 is counted.</summary>
    public static StepRange AcceptanceRate { get; } = new(RandomStream.Estimation, 0, 1);

    /// <summary>E[yx].</summary>
    public static StepRange LabelledMean { get; } = new(RandomStream.Estimation, 1, 1);

    /// <summary>The ceiling of a read-out whose codes are too many to enumerate.</summary>
    public static StepRange ReadOutCeiling { get; } = new(RandomStream.Estimation, 2, 1);

    /// <summary>What fixes the scales and the attacker of a dual bound.</summary>
    public static StepRange DualPilot { get; } = new(RandomStream.LowComplexityPilot, 0, 1);

    /// <summary>The samples on which the best of several models is chosen.</summary>
    public static StepRange ModelSelection { get; } = new(RandomStream.LowComplexityPilot, 1, 1);

    /// <summary>The opponents that the batches of a dual bound meet.</summary>
    public static StepRange OpponentsOfBatches { get; } = new(RandomStream.DualOpponents, 0, int.MaxValue);

    /// <summary>The opponents that its pilot meets.</summary>
    public static StepRange OpponentsOfPilot { get; } = new(RandomStream.DualOpponents, -1, 1);
}
