using System.Xml.Linq;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Cli.Reports;

/// <summary>junit.xml: one test case a claim, for the test views of CI systems.</summary>
internal static class JUnitReport
{
    /// <summary>The text of the file.</summary>
    public static string Render(ReportSource source)
    {
        IReadOnlyList<ClaimVerdict> claims = source.Result.Claims;
        var suite = new XElement(
            "testsuite",
            new XAttribute("name", $"purify check, scale {ScaleWords.Name(source.Result.Scale)}, seed {source.Result.Seed}"),
            Counts(claims),
            claims.Select(claim => TestCase(claim, source)));
        return XmlText.Document(new XElement("testsuites", Counts(claims), suite));
    }

    private static IEnumerable<XAttribute> Counts(IReadOnlyList<ClaimVerdict> claims)
    {
        int failures = claims.Count(claim => claim.Verdict == VerdictKind.Violated);
        int passed = claims.Count(claim => claim.Verdict == VerdictKind.Holds);
        yield return new XAttribute("tests", claims.Count);
        yield return new XAttribute("failures", failures);
        yield return new XAttribute("errors", 0);
        yield return new XAttribute("skipped", claims.Count - failures - passed);
    }

    private static XElement TestCase(ClaimVerdict claim, ReportSource source) => new(
        "testcase",
        new XAttribute("classname", "purify.claims"),
        new XAttribute("name", $"{claim.Claim.Id}: {claim.Claim.Title}"),
        Outcome(claim, source));

    private static XElement Outcome(ClaimVerdict claim, ReportSource source)
    {
        var message = new XAttribute("message", $"{VerdictWords.Name(claim.Verdict)}: {claim.Sentence}");
        return claim.Verdict switch
        {
            VerdictKind.Holds => new XElement("system-out", claim.Sentence),
            VerdictKind.Violated => new XElement("failure", new XAttribute("type", "violated"), message, Details(claim, source)),
            _ => new XElement("skipped", message),
        };
    }

    private static string Details(ClaimVerdict claim, ReportSource source)
    {
        IEnumerable<string> reasons = claim.Instances
            .Where(instance => instance.Verdict == VerdictKind.Violated)
            .Select(instance => $"{instance.InstanceLine}: {instance.Reason}");
        string reproduce = claim.WorstInstanceLine is { } worst ? "\n" + source.Reproduce(claim.Claim, worst) : string.Empty;
        return string.Join("\n", reasons) + reproduce;
    }
}
