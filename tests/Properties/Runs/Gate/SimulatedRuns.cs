using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Runs.Gate;
using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Properties.Runs.Gate;

/// <summary>
/// Runs at scale quick whose figures are drawn here. Two claims read values that move together; as in a real check instances are added
/// until both are decided, so how many there are depends on the very values that the gate compares.
/// </summary>
internal static class SimulatedRuns
{
    private const int Horizon = 16;
    private const int Trials = 200;

    /// <summary>A run in which the values lie <paramref name="shift"/> standard deviations lower.</summary>
    public static Baseline Draw(Random random, double shift)
    {
        SequentialTest test = ReportGuarantee.Quick.TestFor(2, Judgement.InstanceErrorProbability);
        (string Id, double Threshold, SequentialState State, List<FigurePoint> Points)[] claims =
            [("A", -0.8, test.Start, []), ("B", -0.2, test.Start, [])];
        for (int instance = 0; instance < Horizon && claims.Any(static claim => claim.State.Decision == Decision.Undecided); instance++)
        {
            double shared = Normal(random);
            for (int index = 0; index < claims.Length; index++)
            {
                double value = (0.8 * shared) + (0.6 * Normal(random)) - shift;
                bool holds = value > claims[index].Threshold;
                claims[index].State = claims[index].State.Observe(holds ? Decision.Holds : Decision.Violated);
                claims[index].Points.Add(new FigurePoint(FormattableString.Invariant($"instance {random.Next()}"), Math.Round(value, 1), null));
            }
        }

        return new Baseline(
            Baseline.CurrentSchema,
            Scale.Quick,
            "*",
            InstanceOrigin.Drawn,
            HypothesisScope.Within,
            1,
            [],
            [.. claims.Select(static claim => new BaselineClaim(
                claim.Id,
                Kind(claim.State.Decision),
                claim.State.Held,
                claim.State.Failed,
                [new BaselineFigure("value", Requirement.Above, claim.Points)]))]);
    }

    /// <summary>
    /// One run and the same again on the same instances: what is no proportion moves by <paramref name="spread"/> standard deviations of the law, and
    /// proportions are counted on other points unless nothing moves.
    /// </summary>
    public static (Baseline Before, Baseline Now) DrawTwice(Random random, double spread)
    {
        int count = random.Next(5, Horizon + 1);
        double[] centre = [.. Enumerable.Range(0, count).Select(_ => Normal(random))];
        double[] rate = [.. Enumerable.Range(0, count).Select(_ => 0.9 + (0.1 * random.NextDouble()))];
        string[] lines = [.. Enumerable.Range(0, count).Select(static index => FormattableString.Invariant($"instance {index}"))];
        FigurePoint[] first = Values(), firstCounted = Counted();
        Baseline before = Run(lines, first, firstCounted);
        return (before, spread == 0 ? Run(lines, [.. first], [.. firstCounted]) : Run(lines, Values(), Counted()));

        FigurePoint[] Values() => [.. lines.Select((line, index) => new FigurePoint(line, centre[index] + (spread * Normal(random))))];

        FigurePoint[] Counted() => [.. lines.Select((line, index) => Accuracy(line, Enumerable.Range(0, Trials).Count(_ => random.NextDouble() < rate[index])))];
    }

    /// <summary>The run with fewer points classified correctly on every instance.</summary>
    public static Baseline WithLessAccuracy(Baseline run, int fewer) => run with
    {
        Claims = [.. run.Claims.Select(claim => claim with
        {
            Figures = [.. claim.Figures.Select(figure => figure with
            {
                Points = [.. figure.Points.Select(point => point.Counts is { } counts ? Accuracy(point.Instance, counts.Successes - fewer) : point)],
            })],
        })],
    };

    private static FigurePoint Accuracy(string line, int successes) => new(line, successes / (double)Trials, new Proportion(successes, Trials));

    private static Baseline Run(string[] lines, FigurePoint[] values, FigurePoint[] counted) => new(
        Baseline.CurrentSchema,
        Scale.Quick,
        "*",
        InstanceOrigin.Drawn,
        HypothesisScope.Within,
        1,
        lines,
        [new BaselineClaim("A", VerdictKind.Holds, lines.Length, 0, [new("value", Requirement.Above, values), new("accuracy", Requirement.Above, counted)])]);

    private static VerdictKind Kind(Decision decision) => decision switch
    {
        Decision.Holds => VerdictKind.Holds,
        Decision.Violated => VerdictKind.Violated,
        _ => VerdictKind.Undecided,
    };

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
