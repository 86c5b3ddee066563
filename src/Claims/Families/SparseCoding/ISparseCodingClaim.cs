using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>A claim about instances of sparse coding.</summary>
public interface ISparseCodingClaim : IClaim
{
    /// <inheritdoc cref="IClaim.Breach"/>
    string? Breach(SparseCodingInstance instance);

    /// <inheritdoc cref="IClaim.Judge"/>
    InstanceVerdict Judge(SparseCodingInstance instance, InstanceEvidence evidence, double errorProbability);

    /// <inheritdoc/>
    InstanceFamily IClaim.Family => InstanceFamily.SparseCoding;

    /// <inheritdoc/>
    string? IClaim.Breach(Instance instance) => Breach((SparseCodingInstance)instance);

    /// <inheritdoc/>
    InstanceVerdict IClaim.Judge(Instance instance, InstanceEvidence evidence, double errorProbability) =>
        Judge((SparseCodingInstance)instance, evidence, errorProbability);
}
