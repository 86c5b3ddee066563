using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Families.Patches;

/// <summary>A claim about instances of structured data.</summary>
public interface IPatchClaim : IClaim<PatchInstance>
{
    /// <inheritdoc/>
    InstanceFamily IClaim.Family => PatchFamily.Identity;
}
