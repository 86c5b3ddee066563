using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Snapshots.Assumptions;

/// <summary>A claim with the words of another that holds wherever the teacher is ±1, whatever was measured.</summary>
internal sealed record FixedClaimThatHolds(IClaim Words) : IClaim
{
    public string Id => Words.Id;

    public string Title => Words.Title;

    public string Statement => Words.Statement;

    public string Source => Words.Source;

    public string Hypotheses => Words.Hypotheses;

    public string DecisionRule => Words.DecisionRule;

    public Scale FirstScale => Words.FirstScale;

    public IReadOnlyList<Study> Needs => Words.Needs;

    public InstanceFamily Family => Words.Family;

    public string? Breach(Instance instance) => Words.Breach(instance);

    public IReadOnlyList<Breaker> Breakers => [];

    public InstanceVerdict Judge(Instance instance, InstanceEvidence evidence, double errorProbability) =>
        new(instance.Line, ((SparseCodingInstance)instance).Law.Teacher == TeacherLaw.Signs ? VerdictKind.Holds : VerdictKind.Violated, "By the teacher alone.", []);
}
