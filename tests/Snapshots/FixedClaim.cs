using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Snapshots;

/// <summary>A claim whose words are fixed here, so that snapshots do not move with the catalogue. It judges nothing.</summary>
internal sealed record FixedClaim(string Id, string Title, Scale FirstScale = Scale.Smoke) : IClaim
{
    public string Statement => $"What the source says about \"{Title.ToLowerInvariant()}\", with a < b & |c| ≥ d, y = sign⟨w*, z⟩ and |w*_j| = 1.";

    public string Source => "A paper, theorem 1.";

    public string Hypotheses => "Constant magnitudes, ±1 teacher, orthonormal dictionary.";

    public string DecisionRule => "The exact binomial interval lies on one side of the threshold, at the error probability of the instance; it is undecided otherwise.";

    public IReadOnlyList<Study> Needs => Id == "FP-1" ? [Study.Clean] : [Study.Clean, Study.FastGradient];

    private static ControlBase FixedBase { get; } = new("fixed", "the small instance of the snapshots", static (_, seed, count) => [.. Enumerable.Repeat(FixedCheck.Small with { Seed = seed }, count)]);

    public IReadOnlyList<Breaker> Breakers => FixedBreakers;

    private static IReadOnlyList<Breaker> FixedBreakers { get; } =
    [
        new("loud", "noise is quiet", BreakerStrength.Gross, FixedBase, "noise", static _ => 4),
        new("flipped", "labels are the teacher's", BreakerStrength.NearThreshold, FixedBase, "flip", static _ => 0.03),
    ];

    public IReadOnlyList<FigureSpec> Figures => ClaimCatalogue.Select(Id).Single().Figures;

    public InstanceFamily Family => SparseCodingFamily.Identity;

    public string? Breach(Instance instance) => null;

    public InstanceVerdict Judge(Instance instance, InstanceEvidence evidence, double errorProbability) =>
        throw new NotSupportedException("The verdicts of the snapshots are written by hand.");
}
