namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>A claim about instances of sparse coding.</summary>
public interface ISparseCodingClaim : IClaim<SparseCodingInstance>
{
    InstanceFamily IClaim.Family => SparseCodingFamily.Identity;
}
