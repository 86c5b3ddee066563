namespace PurifyProofs.Claims.Families.Patches;

/// <summary>A claim about instances of structured data.</summary>
public interface IPatchClaim : IClaim<PatchInstance>
{
    InstanceFamily IClaim.Family => PatchFamily.Identity;
}
