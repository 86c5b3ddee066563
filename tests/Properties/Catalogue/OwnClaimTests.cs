using System.Runtime.CompilerServices;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Cli.Reports.Figures;
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
    public void Its_figure_is_drawn_from_the_claim_alone()
    {
        Instance instance = FamilyRegistry.Parse("preset=two-sided,d=256,k=3,m=1024,radius=0.18,seed=1");
        HandMadeEvidence evidence = HandMadeEvidence.On(instance)
            .Set(EvidenceKeys.FeatureCount(TrainedNetwork.Clean), 22.5)
            .Set(EvidenceKeys.CoordinatesBefore(TrainedNetwork.FastGradient), [new SeriesPoint(1, 0.3), new SeriesPoint(256, 0.05)])
            .Set(EvidenceKeys.CoordinatesAfter(TrainedNetwork.FastGradient), [new SeriesPoint(1, 0.9), new SeriesPoint(256, 0)]);
        var result = new InstanceResult(instance, evidence.WithoutStudies());
        ClaimVerdict verdict = Judgement.Of([new FewerFeatures()], [result], JudgementBasis.TheseInstances)[0];
        Figure figure = Assert.Single(ClaimFigures.Draw(verdict, result, instance.Line));
        Assert.Equal(["clean training", "adversarial training"], figure.Chart.Series.Select(static one => one.Name));
        ReferenceLine mark = Assert.Single(figure.Chart.References);
        Assert.Equal(("features after clean training: 22.5", 22.5), (mark.Name, mark.Value));
    }

    [Theory]
    [InlineData("docs/your-own-claim.md")]
    [InlineData("README.md")]
    public void The_documented_code_is_the_code(string document)
    {
        string page = File.ReadAllText(InRepository(document));
        IEnumerable<string> code = File.ReadLines(InRepository("tests/Properties/Catalogue/FewerFeatures.cs"))
            .SkipWhile(static line => !line.StartsWith("public sealed class", StringComparison.Ordinal));
        Assert.All(code, line => Assert.Contains(line, page, StringComparison.Ordinal));
    }

    private static string InRepository(string path, [CallerFilePath] string source = "") =>
        Path.Combine(Path.GetDirectoryName(source)!, "..", "..", "..", path);
}
