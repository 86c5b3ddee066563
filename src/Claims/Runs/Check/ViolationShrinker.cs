using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Model.Device;

namespace PurifyProofs.Claims.Runs.Check;

/// <summary>
/// Looks for the smallest instance that violates a violated claim of sparse coding, among instances of the claim's hypotheses and of the law's
/// sizes, for a stated share of the work of the run. Every candidate it tries enters the ledger, so a search that was stopped goes on where
/// it was; what it finds illustrates the violation and is never fed to the sequential test.
/// </summary>
/// <param name="request">The check.</param>
/// <param name="run">Its ledger.</param>
/// <param name="device">The device.</param>
/// <param name="progress">Is told of every candidate.</param>
/// <param name="cancellation">Asks to stop; what a candidate has measured by then is lost.</param>
public sealed class ViolationShrinker(
    CheckRequest request,
    LedgeredRun run,
    IDevice device,
    ICheckProgress progress,
    CancellationToken cancellation)
{
    /// <summary>Work of all searches of a run together, as a share of the work of its studies.</summary>
    public const double LargestShare = 0.15;

    /// <summary>How many candidates are tried for a claim at most.</summary>
    public static int Budget(Scale scale) => scale switch
    {
        Scale.Smoke => 0,
        Scale.Quick => 8,
        Scale.Standard => 24,
        _ => 40,
    };

    /// <summary>What the ledger says of the search for one claim; null where the scale affords none.</summary>
    public static SmallestViolation? Found(LedgerContents contents, string claim, InstanceVerdict start)
    {
        CandidateRecord[] tried = [.. contents.Candidates.Where(candidate => candidate.Claim == claim)];
        if (tried.Length == 0 && Budget(contents.Header.Scale) == 0)
        {
            return null;
        }

        // The search moves to every candidate that violates, so the last one is the smallest.
        return tried.LastOrDefault(static candidate => candidate.Verdict == VerdictKind.Violated) is { } smallest
            ? new SmallestViolation(smallest.InstanceLine, smallest.Reason, tried.Length, true)
            : new SmallestViolation(start.InstanceLine, start.Reason, tried.Length, false);
    }

    /// <summary>Where a search starts: the drawn instance that violates the claim and is the cheapest to look at; null where none is looked for.</summary>
    public static InstanceVerdict? Start(ClaimVerdict verdict) => verdict.Verdict == VerdictKind.Violated && verdict.Claim.Family == SparseCodingFamily.Identity
        ? verdict.Instances
            .Where(static instance => instance.Verdict == VerdictKind.Violated)
            .MinBy(static instance => InstanceSize.Of(SparseCodingLine.Parse(instance.InstanceLine)))
        : null;

    /// <summary>Searches for every violated claim, each for an equal part of the share.</summary>
    /// <exception cref="OperationCanceledException">A stop was asked for.</exception>
    public void Run(CheckResult measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        (IClaim Claim, InstanceVerdict Start)[] violated =
            [.. measured.Claims.Select(static verdict => (verdict.Claim, Start: Start(verdict))).Where(static one => one.Start is not null).Select(static one => (one.Claim, one.Start!))];
        double work = measured.Instances.Sum(WorkOf) * LargestShare / violated.Length;
        Array.ForEach(violated, one => Run(one.Claim, one.Start, work));
    }

    private double WorkOf(InstanceResult result) => result.Instance is SparseCodingInstance instance
        ? WorkOf(instance, FamilyRegistry.Studies.Where(study => result.Evidence.Has(study.Kind)))
        : 0;

    private double WorkOf(SparseCodingInstance instance, IEnumerable<IStudy> studies)
    {
        var effort = Effort.Of(request.Scale);
        return PassCount.Products(studies.Select(study => study.Work(instance, effort)).Aggregate(default(StudyWork), StudyWork.Add), instance, effort);
    }

    private void Run(IClaim claim, InstanceVerdict start, double work)
    {
        ShrinkWindow window = request.ShrinkWindow ?? ShrinkWindow.Of(request.Scale);
        IReadOnlyList<IStudy> studies = FamilyRegistry.Closure(claim.Needs);
        int budget = Budget(request.Scale);
        int tried = 0;
        ShrinkSearch.Run(
            SparseCodingLine.Parse(start.InstanceLine),
            candidate =>
            {
                work -= WorkOf(candidate, studies);
                CandidateRecord record = Recorded(claim, candidate) ?? Try(claim, candidate, studies);
                progress.CandidateTried(claim.Id, ++tried, budget, record);
                return record.Verdict == VerdictKind.Violated;
            },
            budget,
            window.Floor,
            candidate => window.Contains(candidate) && claim.Breach(candidate) is null && WorkOf(candidate, studies) <= work);
    }

    private CandidateRecord? Recorded(IClaim claim, SparseCodingInstance candidate) =>
        run.Contents.Candidates.FirstOrDefault(record => record.Claim == claim.Id && record.InstanceLine == candidate.Line);

    private CandidateRecord Try(IClaim claim, SparseCodingInstance candidate, IReadOnlyList<IStudy> studies)
    {
        cancellation.ThrowIfCancellationRequested();
        InstanceVerdict found = Judge(claim, candidate, studies);
        var record = new CandidateRecord(claim.Id, candidate.Line, found.Verdict, found.Reason, found.Measures);
        run.Append(record);
        return record;
    }

    // Far from the preset a training may diverge; that is no violation of the claim.
    private InstanceVerdict Judge(IClaim claim, SparseCodingInstance candidate, IReadOnlyList<IStudy> studies)
    {
        string folder = Path.Combine(request.Directory, "networks", "candidate");
        try
        {
            using var context = new SparseCodingContext(candidate, device.SparseCoding, new StudyOptions(Effort.Of(request.Scale), folder, static (_, _) => { }, cancellation));
            var evidence = new InstanceEvidence();
            foreach (IStudy study in studies)
            {
                evidence.Add(study.Kind, study.Run(context).Measurements);
            }

            return InstanceJudgement.Of(claim, new InstanceResult(candidate, evidence), request.Scope);
        }
        catch (ArithmeticException diverged)
        {
            return new InstanceVerdict(candidate.Line, VerdictKind.Undecided, diverged.Message, []);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
