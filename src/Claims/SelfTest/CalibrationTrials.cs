using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Claims.SelfTest;

/// <summary>What is true of the claims of simulated reports; all lie at the edge of what their verdict allows.</summary>
public enum SimulatedTruth
{
    /// <summary>All hold on just enough instances: *violated* is wrong.</summary>
    True,

    /// <summary>All hold on just too few: *holds* is wrong.</summary>
    False,

    /// <summary>Every second one holds.</summary>
    Alternating,
}

/// <summary>Reports of one scale with wrong verdicts among so many.</summary>
/// <param name="Scale">Whose guarantee is tried.</param>
/// <param name="Truth">What is true of the claims.</param>
/// <param name="Dependence">Of the claims on one instance.</param>
/// <param name="Wrong">Share of reports with a wrong verdict, with exact limits.</param>
/// <param name="Level">The share that the scale promises not to exceed.</param>
public sealed record CalibrationTrial(Scale Scale, SimulatedTruth Truth, ClaimDependence Dependence, WrongShare Wrong, double Level);

/// <summary>A rule of decision that does not keep the level, which the same count must show.</summary>
/// <param name="Name">What is wrong with it, as a clause.</param>
/// <param name="Wrong">Share of reports with a wrong verdict, with exact limits.</param>
/// <param name="Level">The level it does not keep.</param>
public sealed record BrokenRule(string Name, WrongShare Wrong, double Level);

/// <summary>Wrong reports among all.</summary>
/// <param name="Wrong">Wrong ones.</param>
/// <param name="Reports">All.</param>
public readonly record struct WrongShare(int Wrong, int Reports)
{
    /// <summary>Chance that a limit lies on the wrong side.</summary>
    public const double ErrorProbability = 1e-10;

    /// <summary>The share.</summary>
    public double Share => Wrong / (double)Reports;

    /// <summary>Exact lower limit.</summary>
    public double Lower => ClopperPearson.Lower(Wrong, Reports, ErrorProbability);

    /// <summary>Exact upper limit.</summary>
    public double Upper => ClopperPearson.Upper(Wrong, Reports, ErrorProbability);
}

/// <summary>What a calibration found.</summary>
/// <param name="Trials">Every scale, truth and dependence.</param>
/// <param name="Broken">Broken rules.</param>
public sealed record CalibrationTrialsResult(IReadOnlyList<CalibrationTrial> Trials, IReadOnlyList<BrokenRule> Broken)
{
    /// <summary>Trials whose level is exceeded, beyond chance.</summary>
    public IEnumerable<CalibrationTrial> Exceeded => Trials.Where(static trial => trial.Wrong.Lower > trial.Level);

    /// <summary>Broken rules that so few reports do not show.</summary>
    public IEnumerable<BrokenRule> Unseen => Broken.Where(static rule => rule.Wrong.Lower <= rule.Level);
}

/// <summary>
/// Does a report keep its level? Whole reports of claims at the edge of what their verdict allows, drawn by lot with verdicts on instances
/// that err as often as they may; an adversary who has seen all instances stops each claim where its verdict is wrong, if it ever is.
/// </summary>
/// <param name="reports">Reports of each scale, truth and dependence.</param>
/// <param name="threads">Worker threads; no result depends on how many.</param>
/// <param name="seed">Seed of all lots.</param>
public sealed class CalibrationTrials(int reports, int threads, ulong seed)
{
    /// <summary>Claims of a report.</summary>
    public const int ClaimCount = 8;

    // Reports between two reports of progress.
    private const int Chunk = 1000;

    private static readonly Kind[] Kinds =
    [
        .. from scale in new[] { Scale.Quick, Scale.Standard, Scale.Full }
           from truth in Enum.GetValues<SimulatedTruth>()
           from dependence in Enum.GetValues<ClaimDependence>()
           select new Kind(scale, truth, dependence),
    ];

    private long done, total;

    /// <summary>Runs all trials.</summary>
    /// <param name="progress">Receives the number of reports simulated, from any thread; what it throws ends the run.</param>
    /// <param name="cancellation">Stops between some reports.</param>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public CalibrationTrialsResult Run(IProgress<WorkDone> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var designs = new List<SimulatedReports>();
        foreach (Kind kind in Kinds)
        {
            designs.Add(new(Boundary(kind.Scale), Claims(Test(kind.Scale), kind.Truth), kind.Dependence, StoppingRule.Clairvoyant));
        }

        (string Name, DecisionBoundary Boundary)[] broken = [.. BrokenRules()];
        IReadOnlyList<SimulatedClaim> wronglyHeld = Claims(Test(Scale.Quick), SimulatedTruth.False);
        foreach ((_, DecisionBoundary boundary) in broken)
        {
            designs.Add(new(boundary, wronglyHeld, ClaimDependence.Independent, StoppingRule.Clairvoyant));
        }

        WrongShare[] wrong = Simulate(designs, progress, cancellation);
        double level = Guarantee(Scale.Quick).ErrorProbability;
        return new CalibrationTrialsResult(
            [.. Kinds.Zip(wrong, static (kind, share) => kind.Trial(share, Guarantee(kind.Scale).ErrorProbability))],
            [.. broken.Zip(wrong[Kinds.Length..], (rule, share) => new BrokenRule(rule.Name, share, level))]);
    }

    private WrongShare[] Simulate(List<SimulatedReports> designs, IProgress<WorkDone> progress, CancellationToken cancellation)
    {
        var wrong = new WrongShare[designs.Count];
        (done, total) = (0, (long)designs.Count * reports);
        using var pool = new WorkerPool(threads);
        pool.Run(wrong.Length, (index, _) =>
            wrong[index] = new WrongShare(Simulate(designs[index], unchecked(seed + (ulong)index), progress, cancellation), reports));
        return wrong;
    }

    private int Simulate(SimulatedReports design, ulong lots, IProgress<WorkDone> progress, CancellationToken cancellation)
    {
        int wrong = 0;
        for (int first = 0; first < reports; first += Chunk)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(Chunk, reports - first);
            wrong += CalibrationSimulation.WrongReports(design, first, count, lots);
            progress.Report(new WorkDone(Interlocked.Add(ref done, count), total));
        }

        return wrong;
    }

    private static ReportGuarantee Guarantee(Scale scale) =>
        JudgementBasis.Of(scale, InstanceOrigin.Drawn, HypothesisScope.Within).Guarantee!;

    private static SequentialTest Test(Scale scale) => Guarantee(scale).TestFor(ClaimCount, Judgement.InstanceErrorProbability);

    private static DecisionBoundary Boundary(Scale scale) => DecisionBoundary.Of(Test(scale), Horizon(scale));

    // --instances may ask for more than a scale draws by itself.
    private static int Horizon(Scale scale) => Math.Max(120, InstanceDraw.LargestCount(scale));

    private static IReadOnlyList<SimulatedClaim> Claims(SequentialTest test, SimulatedTruth truth) =>
    [
        .. Enumerable.Range(0, ClaimCount).Select(claim => SimulatedClaim.AtTheEdge(test, holds: truth switch
        {
            SimulatedTruth.True => true,
            SimulatedTruth.False => false,
            _ => claim % 2 == 0,
        })),
    ];

    private static IEnumerable<(string Name, DecisionBoundary Boundary)> BrokenRules()
    {
        ReportGuarantee promised = Guarantee(Scale.Quick);
        SequentialTest test = Test(Scale.Quick);
        int horizon = Horizon(Scale.Quick);
        ReportGuarantee loose = promised with { ErrorProbability = 10 * promised.ErrorProbability };
        yield return ("at ten times the level", DecisionBoundary.Of(loose.TestFor(ClaimCount, test.InstanceError), horizon));
        SequentialTest undivided = promised.TestFor(1, test.InstanceError);
        yield return ("without dividing the level by the number of claims", DecisionBoundary.Of(undivided, horizon));
        double share = SimulatedClaim.AtTheEdge(test, holds: false).FoundShare;
        yield return ("by exact limits for a fixed number of instances, read after every one", DecisionBoundary.Of(
            horizon,
            (successes, failures) => successes > 0 && ClopperPearson.Lower(successes, successes + failures, test.ErrorProbability) > share,
            static (_, _) => false));
    }

    private sealed record Kind(Scale Scale, SimulatedTruth Truth, ClaimDependence Dependence)
    {
        public CalibrationTrial Trial(WrongShare wrong, double level) => new(Scale, Truth, Dependence, wrong, level);
    }
}
