using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Cli.Commands;
using PurifyProofs.Cli.Reports.Figures;

namespace PurifyProofs.Cli.Reports;

/// <summary>What every report renders.</summary>
/// <param name="Result">The verdicts and their evidence.</param>
/// <param name="Line">Prints the line that reproduces an instance.</param>
internal sealed record ReportSource(CheckResult Result, Func<Instance, string> Line)
{
    /// <summary>The figure of a claim, drawn from the instance that speaks most against it; null when its series were not measured.</summary>
    public Figure? FigureOf(ClaimVerdict claim)
    {
        IEnumerable<InstanceResult> worstFirst = Result.Instances
            .Where(instance => instance.Instance.Family == claim.Claim.Family)
            .OrderBy(instance => Line(instance.Instance) == claim.WorstInstanceLine ? 0 : 1);
        return worstFirst.Select(instance => ClaimFigures.Draw(claim, instance, Line(instance.Instance))).FirstOrDefault(figure => figure is not null);
    }

    /// <summary>The command that judges one claim on one instance again.</summary>
    public string Reproduce(IClaim claim, string instanceLine)
    {
        string scale = Result.Scale == Scale.Quick ? string.Empty : $" --scale {ScaleWords.Name(Result.Scale)}";
        string scope = Result.Basis.Scope == HypothesisScope.Beyond ? " --beyond-hypotheses" : string.Empty;
        return $"dotnet run -c Release --project src/Cli -- check{scale}{scope} --claims {claim.Id} --instance '{instanceLine}'";
    }
}
