using System.Globalization;
using PurifyProofs.Claims.ByHand;
using PurifyProofs.Cli.Words;

namespace PurifyProofs.Cli.Commands.Certify;

/// <summary>What <c>certify --exact</c> says.</summary>
/// <param name="arguments">What was asked.</param>
/// <param name="largestBoxCount">The cap on boxes of a point.</param>
/// <param name="outcome">What was found.</param>
internal sealed class VerificationReport(CertifyArguments arguments, int largestBoxCount, VerificationOutcome outcome)
{
    private readonly int points = outcome.Verdicts.Length;
    private readonly int robust = outcome.Count(PointVerdict.Robust);
    private readonly int undecided = outcome.Count(PointVerdict.Undecided);

    /// <summary>The table, for a reader.</summary>
    public void WriteText(TextWriter output)
    {
        string radius = NumberText.Short(arguments.Radius);
        output.WriteLine(Invariant($"{arguments.Files.Weights} on {points} points, τ = {radius}, branch and bound:"));
        output.WriteLine("                points    accuracy");
        Row("clean", outcome.Clean, "");
        Row("robust", robust, "proved: every perturbation of the ball keeps the label");
        Row("not robust", points - robust - undecided, "shown: a perturbation of the ball with a margin of at most 0 in float64");
        Row("undecided", undecided, Invariant($"neither, within --boxes {largestBoxCount}{(undecided > 0 ? "; raise it" : "")}"));
        string upTo = undecided > 0 ? $" to {NumberText.Short(Share(robust + undecided))}" : ", exactly";
        output.WriteLine($"Robust accuracy: {NumberText.Short(Share(robust))}{upTo}.");
        if (arguments.PerturbationsPath is { } path)
        {
            output.WriteLine($"Perturbations: {path}");
        }

        output.WriteLine("Every point's numbers: --json.");

        void Row(string name, int count, string words) =>
            output.WriteLine(Invariant($"  {name,-14}{count,-10}{NumberText.Short(Share(count)),-12}{words}").TrimEnd());
    }

    /// <summary>The object, for a program; accuracies have the names they have with relaxations.</summary>
    public object Answer() => new
    {
        arguments.Files.Weights,
        arguments.Files.Points,
        arguments.Radius,
        Exact = true,
        LargestBoxCount = largestBoxCount,
        PointCount = points,
        CleanAccuracy = Share(outcome.Clean),
        AttackedAccuracy = Share(robust + undecided),
        CertifiedAccuracy = Share(robust),
        RobustCount = robust,
        NotRobustCount = points - robust - undecided,
        UndecidedCount = undecided,
        CleanMargins = outcome.CleanMargins.Select(CertifyCommand.Finite),
        AttackedMargins = outcome.Enclosures.Select(static enclosure => CertifyCommand.Finite(enclosure.Upper)),
        LowerBounds = outcome.Enclosures.Select(static enclosure => CertifyCommand.Finite(enclosure.Lower)),
        Verdicts = outcome.Verdicts.Select(static verdict => Word(verdict)),
        Boxes = outcome.Enclosures.Select(static enclosure => enclosure.Nodes),
        Perturbations = arguments.PerturbationsPath,
    };

    private static string Word(PointVerdict verdict) => verdict switch
    {
        PointVerdict.Robust => "robust",
        PointVerdict.NotRobust => "not robust",
        _ => "undecided",
    };

    private double Share(int count) => count / (double)points;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
