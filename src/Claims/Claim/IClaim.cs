using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Claim;

/// <summary>One claim of the sources in its operational form. Implementations hold no state.</summary>
public interface IClaim
{
    /// <summary>Identifier, for example <c>FP-3</c>.</summary>
    string Id { get; }

    /// <summary>A short headline.</summary>
    string Title { get; }

    /// <summary>What the source says, in words.</summary>
    string Statement { get; }

    /// <summary>
    /// The same in mathematics, on one line: names of several letters are functions, _ and ^ set one symbol or {…} below and above,
    /// √{…} is a root, {…}/{…} a fraction, "…" words. Null where words say it best.
    /// </summary>
    string? Formula => null;

    /// <summary>Where it is said.</summary>
    string Source { get; }

    /// <summary>Under which hypotheses it is judged here; outside them an instance is not applicable.</summary>
    string Hypotheses { get; }

    /// <summary>The operational form with its thresholds.</summary>
    string DecisionRule { get; }

    /// <summary>Of which instances it speaks; it is never asked about others.</summary>
    InstanceFamily Family { get; }

    /// <summary>The smallest scale at which the claim is judged.</summary>
    Scale FirstScale { get; }

    /// <summary>The studies of an instance whose measurements the claim reads.</summary>
    IReadOnlyList<Study> Needs { get; }

    /// <summary>Why the instance lies outside the hypotheses; null when it lies inside.</summary>
    string? Breach(Instance instance);

    /// <summary>What must break it: at least two, one of them near the threshold.</summary>
    IReadOnlyList<Breaker> Breakers { get; }

    /// <summary>What shows it on one instance, the telling figure first; none where numbers say it best.</summary>
    IReadOnlyList<FigureSpec> Figures => [];

    /// <summary>Judges one instance inside the hypotheses from its measurements.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="evidence">All that was measured on it.</param>
    /// <param name="errorProbability">Chance allowed for a wrong decision of one measure on this instance.</param>
    InstanceVerdict Judge(Instance instance, InstanceEvidence evidence, double errorProbability);
}
