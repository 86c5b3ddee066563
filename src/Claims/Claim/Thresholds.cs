namespace PurifyProofs.Claims.Claim;

/// <summary>The literal thresholds of the sources, in one place: measurements that stop when decided read the same numbers as the claims.</summary>
public static class Thresholds
{
    /// <summary>Clean training reaches more than this clean accuracy (talk: "> 99 %").</summary>
    public const double CleanAccuracy = 0.99;

    /// <summary>Clean training leaves less than this robust accuracy (talk: "&lt; 1 %").</summary>
    public const double CleanTrainedRobustAccuracy = 0.01;

    /// <summary>Adversarial training reaches more than this robust accuracy (talk: "> 99 %").</summary>
    public const double RobustAccuracy = 0.99;

    /// <summary>"Most" neurons.</summary>
    public const double MostNeurons = 0.9;

    /// <summary>cos(w, w') above which ‖βw'‖ > ‖v‖: 1/√2.</summary>
    public static readonly double PurificationCosine = Math.Sqrt(0.5);

    /// <summary>1/√2 as rules and figures write it.</summary>
    public const string OneOverRootTwo = "1/√2";

    /// <summary>Agreement of the removed direction with the dense mixture.</summary>
    public const double RemovedDirection = 0.9;

    /// <summary>Share along the dense mixture that purified weights may keep.</summary>
    public const double PurifiedDenseShare = 0.05;

    /// <summary>Accuracy that transferred perturbations leave.</summary>
    public const double TransferAccuracy = 0.05;

    /// <summary>How far low-rank adversarial training may stay behind full adversarial training.</summary>
    public const double LowRankLoss = 0.05;

    /// <summary>Rank over dimension that still counts as low.</summary>
    public const double LowRankFraction = 0.25;

    /// <summary>Exponent in d up to which a cost counts as that of the theorems.</summary>
    public const double CostExponent = 3;

    /// <summary>Correlation with the initialisation below which less than half of ‖w‖² lies along it: 1/√2.</summary>
    public static readonly double SmallerPart = Math.Sqrt(0.5);

    /// <summary>Robust accuracy that is hardly above that of a constant: 1/2 + 0.03.</summary>
    public const double HardlyBetterThanConstant = 0.53;

    /// <summary>What chance alone gives must stay below this, or FP-1 says nothing at the instance's sizes.</summary>
    public const double InitialCorrelationCeiling = 0.5;

    /// <summary>How many times as strong as the other feature the leading one is.</summary>
    public const int LeadingFactor = 2;

    /// <summary>Share of one feature in the strengths of both above which it is more than <see cref="LeadingFactor"/> times as strong as the other: 2/3.</summary>
    public const double LeadingShare = (double)LeadingFactor / (LeadingFactor + 1);

    /// <summary>Cosine of a perturbation with the plane of the features it should be made of.</summary>
    public const double PerturbationCosine = 0.9;

    /// <summary>"Most" perturbations.</summary>
    public const double MostPerturbations = 0.9;
}
