using PurifyProofs.Bounds.Certificates.Patches;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Claims.Families.Patches;

/// <summary>
/// What robustness could be had at all beyond the claims' threat model: for each set in all of R^d the radius below which a robust network
/// of the class exists, and the one from which no classifier is robust. It informs, and depends on no training.
/// </summary>
public static class RobustExistence
{
    private static readonly (PerturbationSet Set, string Name)[] Sets =
    [
        (PerturbationSet.PatchBall, "patch_ball"),
        (PerturbationSet.MaximumNorm, "maximum_norm"),
        (PerturbationSet.GlobalBall, "global_ball"),
    ];

    /// <summary>Two scalars for each set.</summary>
    public static IEnumerable<Measurement> Measure(PatchInstance instance, StructuredPatchDistribution distribution)
    {
        ArgumentNullException.ThrowIfNull(instance);
        var existence = new RobustNetworkExistence(distribution, instance.Plan.NeuronsPerClass);
        foreach ((PerturbationSet set, string name) in Sets)
        {
            ExistenceRadii radii = existence.In(set);
            yield return new(ExistsBelow(name), Scalar: radii.ExistsBelow);
            yield return new(NoneFrom(name), Scalar: radii.NoneFrom);
        }
    }

    /// <summary>
    /// The largest radius at which any classifier is robust, as a multiple of ε, enclosed: above 1 a robust network exists at ε, below 1
    /// none does. Nothing where it was not measured, as in ledgers of earlier versions.
    /// </summary>
    internal static IEnumerable<Measure> Read(PatchInstance instance, InstanceEvidence evidence) =>
        from set in Sets
        where evidence.Contains(NoneFrom(set.Name))
        let name = $"largest_robust_radius_{set.Name}_over_epsilon"
        let lower = evidence.Scalar(ExistsBelow(set.Name)) / instance.Radius
        let upper = evidence.Scalar(NoneFrom(set.Name)) / instance.Radius
        select InstanceVerdicts.Informative(name, lower) with { Upper = upper };

    private static string ExistsBelow(string set) => $"robust_network.{set}.exists_below";

    private static string NoneFrom(string set) => $"robust_network.{set}.none_from";
}
