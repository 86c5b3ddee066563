using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Claims.Runs.Gate;

/// <summary>A run beside its baseline.</summary>
/// <param name="Claims">Every claim of either.</param>
/// <param name="Figures">The deciding measures that could be compared.</param>
/// <param name="Untested">Deciding measures that have no sampling error to allow for, or nothing to be compared with.</param>
/// <param name="Level">Error probability of each test of a figure.</param>
/// <param name="Expected">How often the gate does not pass when nothing has changed.</param>
/// <param name="ClaimsGlob">Which claims the baseline was asked for.</param>
/// <param name="Partial">Null, or why the run is not complete.</param>
public sealed record GateComparison(
    IReadOnlyList<ClaimChange> Claims,
    IReadOnlyList<FigureChange> Figures,
    int Untested,
    double Level,
    FalseAlarms Expected,
    string ClaimsGlob,
    string? Partial)
{
    /// <summary>Chance that any figure is called worse when nothing has changed.</summary>
    public const double FigureErrorProbability = 0.01;

    /// <summary>The worst that became of anything; <see cref="ChangeKind.Same"/> when the run is as good as its baseline.</summary>
    public ChangeKind Outcome =>
        Claims.Any(static claim => claim.Kind == ChangeKind.Worse) || Figures.Any(figure => figure.At(Level) == ChangeKind.Worse) ? ChangeKind.Worse
        : Claims.Any(static claim => claim.Kind == ChangeKind.Missing) ? ChangeKind.Missing
        : Claims.Any(static claim => claim.Kind == ChangeKind.Open) ? ChangeKind.Open
        : ChangeKind.Same;

    /// <summary>Compares a run with its baseline.</summary>
    /// <exception cref="InvalidDataException">They were not asked the same; one sentence.</exception>
    public static GateComparison Of(Baseline baseline, Baseline run, string? partial)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(run);
        RequireSameQuestion(baseline, run);
        (FigureChange?[] figures, int lost) = Figured(baseline, run);
        FigureChange[] tested = [.. figures.OfType<FigureChange>()];

        // Boole's inequality: figures share instances and networks, and nothing is known of their dependence.
        double level = FigureErrorProbability / Math.Max(1, tested.Length);
        return new GateComparison(
            [.. Changes(baseline, run)],
            tested,
            lost + figures.Length - tested.Length,
            level,
            FalseAlarms.Expected(baseline, FigureErrorProbability) with { OnSameInstances = AreOnSameInstances(baseline, run) },
            baseline.ClaimsGlob,
            partial);
    }

    // Of two drawn runs of one seed the longer goes on where the shorter was decided.
    private static bool AreOnSameInstances(Baseline baseline, Baseline run)
    {
        int both = Math.Min(baseline.Instances.Count, run.Instances.Count);
        return both > 0 && baseline.Instances.Take(both).SequenceEqual(run.Instances.Take(both));
    }

    private static IEnumerable<ClaimChange> Changes(Baseline baseline, Baseline run)
    {
        foreach (BaselineClaim claim in run.Claims)
        {
            yield return new ClaimChange(claim.Id, Find(baseline, claim.Id)?.Verdict, claim.Verdict);
        }

        foreach (BaselineClaim claim in baseline.Claims.Where(claim => Find(run, claim.Id) is null))
        {
            yield return new ClaimChange(claim.Id, claim.Verdict, null);
        }
    }

    private static (FigureChange?[] Compared, int Lost) Figured(Baseline baseline, Baseline run)
    {
        (BaselineClaim Claim, BaselineFigure Before, BaselineFigure? Now)[] figures =
        [
            .. baseline.Claims.SelectMany(claim => claim.Figures.Select(figure =>
                (claim, figure, Find(run, claim.Id)?.Figures.FirstOrDefault(other => other.Name == figure.Name)))),
        ];
        bool drawn = baseline.Origin == InstanceOrigin.Drawn && baseline.Scale != Scale.Smoke;
        Func<string, BaselineFigure, BaselineFigure, FigureChange?> compare = (drawn, AreOnSameInstances(baseline, run)) switch
        {
            (true, true) => FigureComparison.OfSameDrawn,
            (true, false) => FigureComparison.OfDrawn,
            _ => FigureComparison.OfSame,
        };
        FigureChange?[] compared =
            [.. figures.Where(static figure => figure.Now is not null).Select(figure => compare(figure.Claim.Id, figure.Before, figure.Now!))];
        return (compared, figures.Length - compared.Length);
    }

    private static BaselineClaim? Find(Baseline run, string id) => run.Claims.FirstOrDefault(claim => claim.Id == id);

    private static void RequireSameQuestion(Baseline baseline, Baseline run)
    {
        string? difference = baseline.Scale != run.Scale ? $"scale {Word(run.Scale)} with scale {Word(baseline.Scale)}"
            : baseline.Origin != run.Origin ? $"{Word(run.Origin)} instances with {Word(baseline.Origin)} ones"
            : baseline.Scope != run.Scope ? $"claims judged {Word(run.Scope)} their hypotheses with claims judged {Word(baseline.Scope)} them"
            : baseline.Origin == InstanceOrigin.Given && !baseline.Instances.ToHashSet(StringComparer.Ordinal).SetEquals(run.Instances)
                ? $"'{run.Instances.FirstOrDefault(line => !baseline.Instances.Contains(line)) ?? "no instance"}' with '{baseline.Instances.FirstOrDefault(line => !run.Instances.Contains(line)) ?? "no instance"}'"
            : null;
        if (difference is not null)
        {
            throw new InvalidDataException($"The run cannot be compared with its baseline: it would compare {difference}; run the check as the baseline was run, or accept this run with --update.");
        }
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
