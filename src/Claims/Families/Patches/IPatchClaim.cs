using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Families.Patches;

/// <summary>A claim about instances of structured data.</summary>
public interface IPatchClaim : IClaim
{
    /// <inheritdoc cref="IClaim.Breach"/>
    string? Breach(PatchInstance instance);

    /// <inheritdoc cref="IClaim.Judge"/>
    InstanceVerdict Judge(PatchInstance instance, InstanceEvidence evidence, double errorProbability);

    /// <inheritdoc/>
    InstanceFamily IClaim.Family => InstanceFamily.Patches;

    /// <inheritdoc/>
    string? IClaim.Breach(Instance instance) => Breach((PatchInstance)instance);

    /// <inheritdoc/>
    InstanceVerdict IClaim.Judge(Instance instance, InstanceEvidence evidence, double errorProbability) =>
        Judge((PatchInstance)instance, evidence, errorProbability);
}
