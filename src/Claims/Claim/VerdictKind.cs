namespace PurifyProofs.Claims.Claim;

/// <summary>What is said of a claim, on one instance or over all of them.</summary>
public enum VerdictKind
{
    /// <summary>The evidence shows the claim at the stated error probability.</summary>
    Holds,

    /// <summary>The evidence shows the opposite at the stated error probability.</summary>
    Violated,

    /// <summary>Neither is shown; the reason says what is missing.</summary>
    Undecided,

    /// <summary>The instance lies outside the claim's hypotheses, so it says nothing about the claim.</summary>
    NotApplicable,
}
