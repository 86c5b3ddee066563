using System.Diagnostics;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Claims.Runs.Assumptions;

/// <summary>Runs a check; on cancellation or at its time limit returns what is there, marked partial.</summary>
public delegate CheckResult RunCheck(CheckRequest request, ICheckProgress progress, CancellationToken cancellation);

/// <summary>
/// Varies one assumption at a time: a check with a ledger of its own for every level, on the unvaried instances changed by that
/// level, judged beyond the hypotheses. The unvaried check is run once, first, and shared.
/// </summary>
public sealed class AssumptionStudy
{
    private readonly AssumptionRequest request;
    private readonly RunCheck run;
    private readonly StudyProgress progress;
    private readonly CancellationToken cancellation;
    private readonly Stopwatch elapsed = Stopwatch.StartNew();
    private readonly List<IClaim> claims = [];
    private readonly HashSet<ProgramVersion?> programs = [];
    private IReadOnlyList<InstanceResult> unvaried = [];
    private string? partial;

    private AssumptionStudy(AssumptionRequest request, RunCheck run, IAssumptionProgress progress, CancellationToken cancellation)
    {
        (this.request, this.run, this.cancellation) = (request, run, cancellation);
        int checks = request.Assumptions.Sum(assumption => assumption.OrderedFor(request.Instances).Count(level => NeedsCheck(request, level)));
        this.progress = new StudyProgress(progress, 1 + checks);
    }

    /// <summary>Runs the study; on cancellation or at the time limit returns the table as far as it is filled.</summary>
    /// <exception cref="InvalidDataException">A ledger to resume is damaged or belongs to another request.</exception>
    /// <exception cref="ArithmeticException">Training diverges where nothing is varied.</exception>
    public static AssumptionTable Run(AssumptionRequest request, RunCheck run, IAssumptionProgress progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(run);
        return new AssumptionStudy(request, run, progress, cancellation).Run();
    }

    /// <summary>The checks of a study: the unvaried one, then one for each level that asks for one and whose values fit together.</summary>
    public static IReadOnlyList<CheckRequest> Planned(AssumptionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return
        [
            Of(request, request.Instances, AssumptionRequest.UnvariedFolder(request.Directory), request.TimeLimit),
            .. from assumption in request.Assumptions
               from level in assumption.OrderedFor(request.Instances)
               where NeedsCheck(request, level)
               let instances = request.Instances.Select(level.Change).ToArray()
               where Array.TrueForAll(instances, IsValid)
               select Of(request, instances, request.FolderOf(assumption, level), request.TimeLimit),
        ];
    }

    private static bool IsValid(SparseCodingInstance instance)
    {
        try
        {
            instance.Validate();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static JudgementBasis Basis(AssumptionRequest request) => JudgementBasis.Of(request.Scale, InstanceOrigin.Given, HypothesisScope.Beyond);

    private AssumptionTable Run()
    {
        progress.Begin("nothing varied");
        CheckResult basis = Checked(request.Instances, AssumptionRequest.UnvariedFolder(request.Directory));
        claims.AddRange(basis.Claims.Select(static verdict => verdict.Claim));
        (unvaried, partial) = (basis.Instances, WhyStopped(basis));
        var nothing = new AssumptionLevel("unvaried", "nothing varied", static instance => instance);
        AssumptionOutcome[] outcomes = [.. request.Assumptions.Select(Vary)];
        return new AssumptionTable(request.Scale, request.Seed, claims, Judged(nothing, unvaried, WhyStopped(basis)), outcomes, partial) { Programs = [.. programs] };
    }

    private AssumptionOutcome Vary(Assumption assumption) =>
        new(assumption, [.. assumption.OrderedFor(request.Instances).Select(level => Outcome(assumption, level))]);

    private static bool NeedsCheck(AssumptionRequest request, AssumptionLevel level) => level.Read is null && !level.IsUnvaried(request.Instances);

    private LevelOutcome Outcome(Assumption assumption, AssumptionLevel level)
    {
        if (!NeedsCheck(request, level))
        {
            return Judged(level, level.Read is null ? unvaried : [.. unvaried.Select(result => result with { Evidence = level.Read(result.Evidence) })], partial);
        }

        SparseCodingInstance[] instances = [.. request.Instances.Select(level.Change)];
        return partial is null ? Check(assumption, level, instances) : Unjudged(level, instances, "Not run: the study stopped before it.");
    }

    private LevelOutcome Check(Assumption assumption, AssumptionLevel level, SparseCodingInstance[] instances)
    {
        progress.Begin($"{assumption.Name}: {level.Label}");
        try
        {
            Array.ForEach(instances, static instance => instance.Validate());
            CheckResult result = Checked(instances, request.FolderOf(assumption, level));
            partial = WhyStopped(result);
            return Judged(level, result.Instances, partial);
        }
        catch (Exception failure) when (IsOfTheLevel(failure))
        {
            return Unjudged(level, instances, failure.Message);
        }
    }

    // Training diverges, or the values do not fit together: one sentence each. What is derived from these types is a defect.
    private static bool IsOfTheLevel(Exception failure) => failure.GetType() == typeof(ArithmeticException) || failure.GetType() == typeof(ArgumentException);

    // A check knows what was left of the time limit; the reader was told the whole.
    private string? WhyStopped(CheckResult result) =>
        result.Partial is null ? null
        : cancellation.IsCancellationRequested ? "The study was interrupted; go on with --resume."
        : request.TimeLimit is not null ? LedgeredRun.TimeIsUp(request.TimeLimit)
        : result.Partial;

    private LevelOutcome Judged(AssumptionLevel level, IReadOnlyList<InstanceResult> results, string? missing)
    {
        JudgementBasis basis = Basis(request);
        IClaim[] measured = [.. claims.Where(claim => results.Count == request.Instances.Count && results.All(result => InstanceJudgement.IsComplete(claim, result, basis.Scope)))];
        SparseCodingInstance[] instances = [.. request.Instances.Select(level.Change)];
        return new LevelOutcome(
            level,
            level.IsUnvaried(request.Instances),
            instances,
            Array.ConvertAll(instances, ReadOutCeiling.Of),
            Judgement.Of(measured, results, basis),
            [.. results.Select(static result => result.Evidence).Where(static evidence => evidence.Contains(EvidenceKeys.Coherence)).Select(static evidence => evidence.Scalar(EvidenceKeys.Coherence))],
            measured.Length == claims.Count ? null : missing ?? "What was measured on the unvaried instances does not say; choose claims that train both networks.");
    }

    private static LevelOutcome Unjudged(AssumptionLevel level, SparseCodingInstance[] instances, string why) =>
        new(level, IsUnvaried: false, instances, [], [], [], why);

    private CheckResult Checked(IReadOnlyList<SparseCodingInstance> instances, string directory)
    {
        CheckResult result = run(Of(request, instances, directory, request.TimeLimit - elapsed.Elapsed), progress, cancellation);
        programs.UnionWith(result.Programs);
        return result;
    }

    private static CheckRequest Of(AssumptionRequest request, IReadOnlyList<SparseCodingInstance> instances, string directory, TimeSpan? timeLimit) => new(
        request.Scale,
        request.ClaimsGlob,
        instances,
        InstanceOrigin.Given,
        HypothesisScope.Beyond,
        request.Seed,
        request.Threads,
        directory,
        request.Resume,
        timeLimit)
    {
        CheckpointInterval = request.CheckpointInterval,
        ResumeOtherVersion = request.ResumeOtherVersion,
    };
}
