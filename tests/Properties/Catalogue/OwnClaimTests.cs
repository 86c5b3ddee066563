using System.Runtime.CompilerServices;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;
using Xunit;

namespace PurifyProofs.Properties.Catalogue;

/// <summary>What docs/your-own-claim.md says of its claim is so: the code compiles, and the committed evidence gives the verdict it quotes.</summary>
public sealed class OwnClaimTests
{
    [Fact]
    public void The_documented_claim_is_judged_as_documented()
    {
        CheckResult committed = CheckRunner.Restore(InRepository("reports/quick"));
        JudgementBasis basis = JudgementBasis.Of(Scale.Quick, InstanceOrigin.Drawn, HypothesisScope.Within);
        ClaimVerdict verdict = Assert.Single(Judgement.Of([new FewerFeatures()], committed.Instances, basis));
        string page = File.ReadAllText(InRepository("docs/your-own-claim.md"));
        Assert.Contains(verdict.Sentence, page, StringComparison.Ordinal);
        Assert.Contains(verdict.Instances[0].Reason, page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_documented_code_is_the_code()
    {
        string page = File.ReadAllText(InRepository("docs/your-own-claim.md"));
        IEnumerable<string> code = File.ReadLines(InRepository("tests/Properties/Catalogue/FewerFeatures.cs"))
            .SkipWhile(static line => !line.StartsWith("public sealed class", StringComparison.Ordinal));
        Assert.All(code, line => Assert.Contains(line, page, StringComparison.Ordinal));
    }

    private static string InRepository(string path, [CallerFilePath] string source = "") =>
        Path.Combine(Path.GetDirectoryName(source)!, "..", "..", "..", path);
}
