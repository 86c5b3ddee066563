using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Claims.Runs.Controls;

/// <summary>
/// Runs the controls of claims: first the claims on unbroken instances, then, where a claim holds, on the same instances with one
/// hypothesis broken. Each is a check of its own in a folder of its own, with its own ledger, so that a run can be gone on with.
/// </summary>
public sealed class ControlRun
{
    /// <summary>Name of the folder that holds the checks.</summary>
    public const string FolderName = "controls";

    // A breaker should violate its claim on every instance. Three times as many as that needs leave room for one on which it
    // does not, and no more.
    private const int SpareFactor = 3;

    private readonly ControlRequest request;
    private readonly Func<ControlStep, CheckRequest, CheckResult> check;
    private readonly Action<ControlTable> record;
    private readonly ControlResult[] results;
    private readonly ControlBase[] bases;
    private readonly HashSet<ProgramVersion?> programs = [];
    private readonly int needed;
    private readonly System.Diagnostics.Stopwatch elapsed = System.Diagnostics.Stopwatch.StartNew();
    private int steps;
    private string? partial;

    private ControlRun(ControlRequest request, IReadOnlyList<IClaim> claims, Func<ControlStep, CheckRequest, CheckResult> check, Action<ControlTable> record)
    {
        (this.request, this.check, this.record) = (request, check, record);
        results = [.. claims.SelectMany(static claim => claim.Breakers.Select(breaker => new ControlResult(claim, breaker)))];
        bases = [.. results.Select(static result => result.Breaker.Base).Distinct()];
        needed = NeededInstances(request.Scale);
    }

    /// <summary>Runs the controls.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="claims">The claims to control.</param>
    /// <param name="check">Runs one check; returns what is there, marked partial, when it is stopped.</param>
    /// <param name="record">Receives the table at the start and after every check.</param>
    public static ControlTable Run(
        ControlRequest request,
        IReadOnlyList<IClaim> claims,
        Func<ControlStep, CheckRequest, CheckResult> check,
        Action<ControlTable> record)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(record);
        return new ControlRun(request, claims, check, record).Run();
    }

    /// <summary>
    /// The checks of a run in which every claim holds unbroken and fails on each broken instance: the unbroken ones first, then the controls, each on as many
    /// instances as decide it.
    /// </summary>
    public static IReadOnlyList<CheckRequest> Planned(ControlRequest request, IReadOnlyList<IClaim> claims)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(claims);
        int needed = NeededInstances(request.Scale);
        CheckRequest Of(string glob, IReadOnlyList<Instance> instances, HypothesisScope scope) => new(
            request.Scale, glob, instances, InstanceOrigin.Given, scope, request.Seed, request.Threads, request.Directory, Resume: false, TimeLimit: null);
        (IClaim Claim, Breaker Breaker)[] controls = [.. claims.SelectMany(static claim => claim.Breakers.Select(breaker => (claim, breaker)))];
        return
        [
            .. controls.GroupBy(static control => control.Breaker.Base).Select(own => Of(
                string.Join(',', own.Select(static control => control.Claim.Id).Distinct()), own.Key.Draw(request.Scale, request.Seed, needed), HypothesisScope.Within)),
            .. controls.Select(control => Of(
                control.Claim.Id, [.. control.Breaker.Base.Draw(request.Scale, request.Seed, needed).Select(control.Breaker.Break)], HypothesisScope.Beyond)),
        ];
    }

    /// <summary>
    /// On how many instances a claim must fail before a report of that claim alone says <i>violated</i>; one where verdicts
    /// speak of the instances alone.
    /// </summary>
    public static int NeededInstances(Scale scale)
    {
        JudgementBasis basis = JudgementBasis.Of(scale, InstanceOrigin.Drawn, HypothesisScope.Beyond);
        return basis.Guarantee?.TestFor(1, Judgement.InstanceErrorProbability).Start.ViolationsMissing ?? 1;
    }

    private ControlTable Table => new(request.Scale, request.ClaimsGlob, request.Seed, [.. results], partial) { Programs = [.. programs] };

    private ControlTable Run()
    {
        record(Table);
        foreach (ControlBase instances in bases)
        {
            RunBase(instances);
        }

        return Table;
    }

    private void RunBase(ControlBase instances)
    {
        int[] own = [.. Enumerable.Range(0, results.Length).Where(index => results[index].Breaker.Base == instances)];
        string claims = string.Join(',', own.Select(index => results[index].Claim.Id).Distinct());
        CheckResult? unbroken = Check(
            $"unbroken, {instances.Name}", $"unbroken-{instances.Name}", claims, instances.Draw(request.Scale, request.Seed, needed), InstanceOrigin.Given, HypothesisScope.Within);
        foreach (int index in own)
        {
            results[index] = results[index] with { Unbroken = VerdictOn(results[index].Claim, unbroken) };
        }

        record(Table);
        foreach (int index in own)
        {
            RunControl(index);
        }
    }

    private void RunControl(int index)
    {
        (IClaim claim, Breaker breaker) = (results[index].Claim, results[index].Breaker);
        if (results[index].Unbroken?.Verdict != VerdictKind.Holds)
        {
            steps++;
            return;
        }

        Instance[] broken = [.. breaker.Base.Draw(request.Scale, request.Seed, SpareFactor * needed).Select(breaker.Break)];
        CheckResult? found = Check($"{claim.Id}, {breaker.Name}", $"{claim.Id}-{breaker.Name}", claim.Id, broken, InstanceOrigin.Drawn, HypothesisScope.Beyond);
        results[index] = results[index] with { Broken = VerdictOn(claim, found) };
        record(Table);
    }

    private static ClaimVerdict? VerdictOn(IClaim claim, CheckResult? result) => result?.Claims.Single(verdict => verdict.Claim.Id == claim.Id);

    // Null when it was stopped before its end, or another was: then nothing further is begun.
    private CheckResult? Check(string title, string folder, string claims, IReadOnlyList<Instance> instances, InstanceOrigin origin, HypothesisScope scope)
    {
        steps++;
        TimeSpan? left = request.TimeLimit - elapsed.Elapsed;
        if (partial is not null || left <= TimeSpan.Zero)
        {
            partial ??= TimeIsUp;
            return null;
        }

        string directory = Path.Combine(request.Directory, FolderName, folder);
        CheckResult result = check(
            new ControlStep(steps, bases.Length + results.Length, title),
            new CheckRequest(request.Scale, claims, instances, origin, scope, request.Seed, request.Threads, directory, Resume: true, left)
            {
                CheckpointInterval = request.CheckpointInterval,
                ResumeOtherVersion = request.ResumeOtherVersion,
            });
        programs.UnionWith(result.Programs);
        if (result.Partial is null)
        {
            DiscardNetworks(directory);
            return result;
        }

        partial = elapsed.Elapsed >= request.TimeLimit ? TimeIsUp : result.Partial;
        return null;
    }

    private string TimeIsUp => LedgeredRun.TimeIsUp(request.TimeLimit);

    // The evidence is in the ledger and the lines reproduce the networks, of which there would be hundreds.
    private static void DiscardNetworks(string directory)
    {
        string networks = Path.Combine(directory, CheckRunner.NetworksName);
        if (Directory.Exists(networks))
        {
            Directory.Delete(networks, recursive: true);
        }
    }
}
