using System.Globalization;
using PurifyProofs.Claims.Evidence;

namespace PurifyProofs.Cli.Words;

/// <summary>Studies as they are shown while they run.</summary>
internal static class StudyWords
{
    /// <summary>The words for a study.</summary>
    public static string Name(Study study) => study switch
    {
        Study.Clean => "clean network",
        Study.FastGradient => "FGM-trained network",
        Study.ProjectedGradient => "PGD-trained network",
        Study.Transfer => "transfer attack",
        Study.LowRank => "low-rank training",
        Study.LongerTraining => "longer clean training",
        Study.Dimensions => "growing dimension",
        Study.Cost => "cost at growing dimension",
        Study.LinearClassifiers => "linear classifiers",
        Study.Polynomials => "polynomials",
        Study.PolynomialSizes => "polynomials at growing dimension",
        Study.TangentKernel => "tangent kernel",
        Study.PatchStandard => "standard patch network",
        Study.PatchAdversarial => "adversarial patch network",
        _ => study.ToString(),
    };

    /// <summary>The words for a study of the instance of index <paramref name="instance"/>; people count from one.</summary>
    public static string Name(int instance, Study study) =>
        string.Create(CultureInfo.InvariantCulture, $"instance {instance + 1}, {Name(study)}");
}
