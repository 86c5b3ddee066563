using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>A claim about instances of sparse coding.</summary>
public interface ISparseCodingClaim : IClaim<SparseCodingInstance>
{
    /// <inheritdoc/>
    InstanceFamily IClaim.Family => SparseCodingFamily.Identity;
}
