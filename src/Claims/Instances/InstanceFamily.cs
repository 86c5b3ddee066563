namespace PurifyProofs.Claims.Instances;

/// <summary>The models of the sources: a claim speaks of the instances of one of them.</summary>
public enum InstanceFamily
{
    /// <summary>Sparse codes of a hidden dictionary and the symmetric two-layer network (FP, LB).</summary>
    SparseCoding,

    /// <summary>Patches with robust and non-robust features and the patch network (SD).</summary>
    Patches,
}
