namespace PurifyProofs.Bounds.Confidence;

/// <summary>What is known of a claim, on one instance or over all of them.</summary>
public enum Decision
{
    /// <summary>Neither is shown.</summary>
    Undecided,

    /// <summary>The claim is shown.</summary>
    Holds,

    /// <summary>Its opposite is shown.</summary>
    Violated,
}
