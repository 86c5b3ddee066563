using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Device;
using Xunit.Sdk;

namespace PurifyProofs.Properties.Claims;

/// <summary>Instances with all that was measured on them so far: what one property has trained the next one finds.</summary>
public sealed class StudiedInstances : IDisposable
{
    // Two looks of 256 points, short attacks; what standard does over many ranks, decays and sizes, here over few.
    private static readonly Effort Effort = Effort.Of(Scale.Smoke) with
    {
        RankFractions = [0.25],
        DecayFactors = [1],
        Dimensions = [96, 104, 112, 120, 128],
    };

    private readonly TemporaryFolder folder = new();
    private readonly IDevice device = CpuDevice.Factory.Open(Environment.ProcessorCount);
    private readonly Dictionary<string, (StudyContext Context, InstanceEvidence Evidence)> opened = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((StudyContext context, _) in opened.Values)
        {
            context.Dispose();
        }

        device.Dispose();
        folder.Dispose();
    }

    /// <summary>Fails when the evidence of an instance against what a claim's rule requires of it reaches 10⁶.</summary>
    internal void AssertNotRefuted(string claim, Instance instance)
    {
        if (Judge(claim, instance) is { } verdict)
        {
            AssertBelievable(claim, instance, EvidenceAgainst.LogOf(verdict), verdict.Reason);
        }
    }

    /// <summary>Fails, naming seed, instance and what was found, when the evidence reaches 10⁶.</summary>
    internal static void AssertBelievable(string claim, Instance instance, double logEvidence, string found)
    {
        if (!(logEvidence < EvidenceAgainst.Enough))
        {
            throw new XunitException(string.Join(
                '\n',
                PropertyChecks.RerunOfRun(),
                $"or look closer with: purify check --scale {ScaleOf(claim)} --claims {claim} --instance '{instance.Line}'",
                FormattableString.Invariant($"The evidence against what {claim} says here is e^{logEvidence:0.0}. {found}")));
        }
    }

    /// <summary>The verdict of a claim; null where it says nothing: outside its hypotheses, and where a training diverges.</summary>
    internal InstanceVerdict? Judge(string claim, Instance instance)
    {
        IClaim asked = ClaimCatalogue.All.Single(one => one.Id == claim);
        return asked.Breach(instance) is null ? Judge(asked, instance) : null;
    }

    /// <summary>The verdict of a claim wherever the instance lies; null where a training diverges.</summary>
    internal InstanceVerdict? JudgeBeyondHypotheses(string claim, Instance instance) => Judge(ClaimCatalogue.All.Single(one => one.Id == claim), instance);

    /// <summary>The context of an instance, with the networks of the studies that were run.</summary>
    internal TContext ContextOf<TContext>(Instance instance)
        where TContext : StudyContext => Open(instance).Context.Of<TContext>();

    /// <summary>All that was measured on an instance so far.</summary>
    internal InstanceEvidence EvidenceOf(Instance instance) => Open(instance).Evidence;

    private InstanceVerdict? Judge(IClaim claim, Instance instance) =>
        EvidenceOf(instance, claim.Needs) is { } evidence ? claim.Judge(instance, evidence, Effort.ErrorProbability) : null;

    private static string ScaleOf(string claim) =>
        ClaimCatalogue.All.Single(one => one.Id == claim).FirstScale <= Scale.Quick ? "quick" : "standard";

    private InstanceEvidence? EvidenceOf(Instance instance, IReadOnlyList<Study> wanted)
    {
        (StudyContext context, InstanceEvidence evidence) = Open(instance);
        try
        {
            foreach (IStudy study in FamilyRegistry.Closure(wanted).Where(study => !evidence.Has(study.Kind)))
            {
                evidence.Add(study.Kind, study.Run(context).Measurements);
            }

            return evidence;
        }
        catch (ArithmeticException)
        {
            return null;
        }
    }

    private (StudyContext Context, InstanceEvidence Evidence) Open(Instance instance)
    {
        if (!opened.TryGetValue(instance.Line, out (StudyContext Context, InstanceEvidence Evidence) found))
        {
            var options = new StudyOptions(Effort, folder[$"instance-{opened.Count}"], static (_, _) => { }, CancellationToken.None);
            opened[instance.Line] = found = (FamilyRegistry.Of(instance.Family).Open(instance, device, options), new InstanceEvidence());
        }

        return found;
    }
}
