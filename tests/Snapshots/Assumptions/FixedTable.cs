using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Runs.Assumptions;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Snapshots.Assumptions;

/// <summary>A table of assumptions written by hand: every verdict, every weight, a level that was not run, a ceiling below 99 %, and characters that Markdown, XML or CSV would trip over.</summary>
internal static class FixedTable
{
    private const VerdictKind H = VerdictKind.Holds;
    private const VerdictKind V = VerdictKind.Violated;
    private const VerdictKind U = VerdictKind.Undecided;

    private static readonly ReadOutCeiling Full = new(1, 1, 1);
    private static readonly FixedClaim[] Claims = [FixedCheck.Attacked, FixedCheck.Certified, FixedCheck.Purified, FixedCheck.Dense];

    /// <summary>The table, from two instances.</summary>
    public static AssumptionTable Result { get; } = new(
        Scale.Standard,
        7,
        Claims,
        Level("unvaried", "nothing varied", true, [Full, Full], [H, H, V, U]),
        [
            new(
                Assumption("noise", "Noise <ξ>, as a share of 1/√k", "The bias follows as √(1 + σ_x²)."),
                [
                    Level("0", "0", false, [Full, Full], [H, H, V, H]),
                    Level("unvaried", PurifyProofs.Claims.Runs.Assumptions.Assumption.Unvaried, true, [Full, Full], [H, H, V, U]),
                    Level("0.1", "0.1/√k", false, [Full, Full], [H, U, H, V]),
                    Level("0.3", "0.3/√k", false, [Full, Full], [V, V, H, V]),
                ]),
            new(
                Assumption("teacher", "Teacher: |w*_j| = 1, or uniform on [1/2, 2]", "The radius is kept."),
                [
                    Level("signs", "±1", true, [Full, Full], [H, H, V, U]),
                    Level("spread", "|w*| in [1/2, 2]", false, [new(0.861, 0.8555, 0.8664), new(0.79, 0.784, 0.7959)], [H, V, V, U]),
                ]),
            new(
                Assumption("dictionary", "Dictionary, coherent at growing D", "Random \"unit\" columns."),
                [
                    Level("orthonormal", "orthonormal", true, [Full, Full], [H, H, V, U]),
                    Level("2d", "D = 2 d", false, [Full, Full], [H, H, V, V]) with { Coherences = [0.31234567, 0.25] },
                    Level("4d", "D = 4 d", false, [], []) with { Missing = "Not run: the study stopped before it." },
                ]),
        ],
        "The time limit of 90 s was reached; go on with --resume.");

    /// <summary>The same from one instance, with a sampled ceiling, all run.</summary>
    public static AssumptionTable OfOneInstance { get; } = Result with
    {
        Unvaried = First(Result.Unvaried),
        Assumptions = [.. Result.Assumptions.Take(2).Select(static outcome => outcome with { Levels = [.. outcome.Levels.Select(First)] })],
        Partial = null,
    };

    private static LevelOutcome First(LevelOutcome level) => level with
    {
        Instances = [level.Instances[0]],
        Ceilings = [level.Ceilings[0]],
        Verdicts = [.. level.Verdicts.Select(static verdict => verdict with { Instances = [verdict.Instances[0]] })],
    };

    private static Assumption Assumption(string name, string title, string choices) => new(name, title, choices, static _ => 0, static _ => "", []);

    private static LevelOutcome Level(string name, string label, bool unvaried, ReadOutCeiling[] ceilings, VerdictKind[] verdicts) => new(
        new AssumptionLevel(name, label, static instance => instance),
        unvaried,
        [Varied(FixedCheck.Small, unvaried), Varied(FixedCheck.Large, unvaried)],
        ceilings,
        [.. verdicts.Select((verdict, index) => Verdict(Claims[index], verdict))],
        [],
        null);

    private static SparseCodingInstance Varied(SparseCodingInstance instance, bool unvaried) =>
        unvaried ? instance : instance with { Law = instance.Law with { Dictionary = DictionaryLaw.Overcomplete }, Seed = instance.Seed + 1 };

    // The first instance always says what all say together; the second agrees when it holds.
    private static ClaimVerdict Verdict(FixedClaim claim, VerdictKind verdict) => new(
        claim,
        verdict,
        "Of these instances alone.",
        [
            new("one", verdict, "accuracy 0.9412 [0.93, 0.95], required > 0.99 for *all* ξ.", [new("accuracy", 0.9412, 0.93, 0.95, 0.99, Requirement.Above)]),
            new("two", verdict == H ? H : U, "The other instance.", [new("accuracy", 0.99, 0.97, 1, 0.99, Requirement.Above)]),
        ],
        [],
        null);
}
