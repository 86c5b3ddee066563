namespace PurifyProofs.Claims.Instances;

/// <summary>How much is run: from a smoke test to a night.</summary>
public enum Scale
{
    /// <summary>Seconds: one small instance, to see that everything runs.</summary>
    Smoke,

    /// <summary>At most three minutes on two cores.</summary>
    Quick,

    /// <summary>Minutes to an hour.</summary>
    Standard,

    /// <summary>A night, or a GPU.</summary>
    Full,
}
