using PurifyProofs.Bounds.Confidence;

namespace PurifyProofs.Claims.Verdicts;

/// <summary>What the instances of a check are to its verdicts.</summary>
public enum InstanceOrigin
{
    /// <summary>Chosen by somebody or something: a verdict speaks of these instances alone.</summary>
    Given,

    /// <summary>Independent draws of one law, in the order in which they were drawn: a verdict speaks of the law.</summary>
    Drawn,
}

/// <summary>What becomes of an instance outside a claim's hypotheses.</summary>
public enum HypothesisScope
{
    /// <summary>The claim does not apply to it.</summary>
    Within,

    /// <summary>It is judged all the same: how breakers and the assumption study learn what a hypothesis is good for.</summary>
    Beyond,
}

/// <summary>From what, and how far, verdicts over instances are drawn.</summary>
/// <param name="Guarantee">What verdicts about the law promise; null when they speak of the instances alone.</param>
/// <param name="Scope">What becomes of instances outside a claim's hypotheses.</param>
public sealed record JudgementBasis(ReportGuarantee? Guarantee, HypothesisScope Scope)
{
    /// <summary>Of these instances alone.</summary>
    public static JudgementBasis TheseInstances { get; } = new(null, HypothesisScope.Within);

    /// <summary>The basis of a check. A smoke test is too small to speak of more than its own instances.</summary>
    public static JudgementBasis Of(Scale scale, InstanceOrigin origin, HypothesisScope scope) =>
        new(origin == InstanceOrigin.Drawn ? GuaranteeOf(scale) : null, scope);

    private static ReportGuarantee? GuaranteeOf(Scale scale) => scale switch
    {
        Scale.Smoke => null,
        Scale.Quick => ReportGuarantee.Quick,
        Scale.Standard => ReportGuarantee.Standard,
        _ => ReportGuarantee.Full,
    };
}
