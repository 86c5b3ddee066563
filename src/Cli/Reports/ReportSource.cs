using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Cli.Reports.Figures;

namespace PurifyProofs.Cli.Reports;

/// <summary>What every report renders.</summary>
/// <param name="Result">The verdicts and their evidence.</param>
/// <param name="Line">Prints the line that reproduces an instance.</param>
internal sealed record ReportSource(CheckResult Result, Func<Instance, string> Line)
{
    // All reports show the same figures; drawn once.
    private readonly Dictionary<ClaimVerdict, IReadOnlyList<Figure>> figures = new(ReferenceEqualityComparer.Instance);

    /// <summary>The line of every instance.</summary>
    public IReadOnlyList<string> Lines { get; } = [.. Result.Instances.Select(instance => Line(instance.Instance))];

    /// <summary>Where and when it was run; null where that is not known.</summary>
    public RunEnvironment? Environment { get; init; }

    /// <summary>
    /// The figures of a claim, drawn from the instance that speaks most against it, or from the first after it whose series were
    /// measured; none when no instance has any.
    /// </summary>
    public IReadOnlyList<Figure> FiguresOf(ClaimVerdict claim) => figures.TryGetValue(claim, out IReadOnlyList<Figure>? drawn) ? drawn : (figures[claim] = Draw(claim));

    private IReadOnlyList<Figure> Draw(ClaimVerdict claim)
    {
        IEnumerable<(InstanceResult Instance, string Line)> worstFirst = Result.Instances
            .Select((instance, index) => (instance, Lines[index]))
            .Where(one => one.instance.Instance.Family == claim.Claim.Family)
            .OrderBy(one => one.Item2 == claim.WorstInstanceLine ? 0 : 1);
        return worstFirst.Select(one => ClaimFigures.Draw(claim, one.Instance, one.Line)).FirstOrDefault(static figures => figures.Count > 0) ?? [];
    }

    /// <summary>The command that judges one claim on one instance again.</summary>
    public string Reproduce(IClaim claim, string instanceLine)
    {
        string scale = Result.Scale == Scale.Quick ? string.Empty : $" --scale {ScaleWords.Name(Result.Scale)}";
        string scope = Result.Basis.Scope == HypothesisScope.Beyond ? " --beyond-hypotheses" : string.Empty;
        return $"dotnet run -c Release --project src/Cli -- check{scale}{scope} --claims {claim.Id} --instance '{instanceLine}'";
    }
}
