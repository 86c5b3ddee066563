using System.Xml.Linq;
using PurifyProofs.Claims.Runs.Gate;

namespace PurifyProofs.Cli.Reports;

/// <summary>
/// A run beside its baseline for the test views of CI systems: one test case a claim, which fails where the claim is worse, and one for all figures.
/// A violation that the baseline has too passes; what cannot be told any more is an error unless it is allowed.
/// </summary>
internal static class GateJUnit
{
    /// <summary>The text of the file.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="allowOpen">Whether what cannot be told any more passes.</param>
    public static string Render(GateComparison comparison, bool allowOpen)
    {
        XElement[] cases = [.. comparison.Claims.Select(claim => Case(claim, allowOpen)), Figures(comparison)];
        var suite = new XElement("testsuite", new XAttribute("name", "purify gate"), Counts(cases), cases);
        return XmlText.Document(new XElement("testsuites", Counts(cases), suite));
    }

    private static IEnumerable<XAttribute> Counts(XElement[] cases)
    {
        yield return new XAttribute("tests", cases.Length);
        foreach ((string name, string element) in new[] { ("failures", "failure"), ("errors", "error"), ("skipped", "skipped") })
        {
            yield return new XAttribute(name, cases.Count(one => one.Element(element) is not null));
        }
    }

    private static XElement Case(ClaimChange claim, bool allowOpen)
    {
        string sentence = $"{GateText.Word(claim.Before)} in the baseline, {GateText.Word(claim.Now)} now";
        var message = new XAttribute("message", sentence);
        return Case(claim.Id, claim.Kind switch
        {
            ChangeKind.Worse => new XElement("failure", new XAttribute("type", "worse"), message),
            ChangeKind.Missing => new XElement("error", new XAttribute("type", "missing"), message),
            ChangeKind.Open when allowOpen => new XElement("skipped", message),
            ChangeKind.Open => new XElement("error", new XAttribute("type", "open"), message),
            _ => new XElement("system-out", sentence),
        });
    }

    private static XElement Figures(GateComparison comparison)
    {
        IEnumerable<string> worse = GateText.Moved(comparison).Where(figure => figure.At(comparison.Level) == ChangeKind.Worse).Select(static figure =>
            $"{figure.Claim} {figure.Name}: median {NumberText.Short(figure.Before)} -> {NumberText.Short(figure.Now)}");
        string text = string.Join('\n', worse);
        return Case("figures", text.Length == 0
            ? new XElement("system-out", GateText.FigureSentence(comparison))
            : new XElement("failure", new XAttribute("type", "worse"), new XAttribute("message", GateText.FigureSentence(comparison)), text));
    }

    private static XElement Case(string name, XElement outcome) =>
        new("testcase", new XAttribute("classname", "purify.gate"), new XAttribute("name", name), outcome);
}
