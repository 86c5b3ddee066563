using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.LowComplexity;
using PurifyProofs.Claims.Families.Patches;
using PurifyProofs.Claims.Families.SparseCoding;

namespace PurifyProofs.Claims.Families;

/// <summary>All studies, in the order in which they run.</summary>
public static class StudyCatalogue
{
    /// <summary>All studies.</summary>
    public static IReadOnlyList<IStudy> All { get; } =
    [
        new CleanStudy(),
        AdversarialStudy.FastGradient,
        AdversarialStudy.ProjectedGradient,
        new TransferStudy(),
        new LowRankStudy(),
        new LongerTrainingStudy(),
        new DimensionsStudy(),
        new LinearClassifiersStudy(),
        new PolynomialsStudy(),
        new PolynomialSizesStudy(),
        new TangentKernelModelsStudy(),
        PatchStudy.Standard,
        PatchStudy.Adversarial,
    ];

    /// <summary>The wanted studies and all their prerequisites, in running order.</summary>
    public static IReadOnlyList<IStudy> Closure(IEnumerable<Study> wanted)
    {
        var needed = new HashSet<Study>();
        var open = new Stack<Study>(wanted);
        while (open.TryPop(out Study study))
        {
            if (needed.Add(study))
            {
                foreach (Study prerequisite in All.First(candidate => candidate.Kind == study).Prerequisites)
                {
                    open.Push(prerequisite);
                }
            }
        }

        return [.. All.Where(study => needed.Contains(study.Kind))];
    }
}
