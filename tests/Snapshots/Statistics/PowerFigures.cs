using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Cli.Reports.Figures;
using Xunit;

namespace PurifyProofs.Snapshots.Statistics;

/// <summary>The power curves of docs/statistics.md are what the code computes.</summary>
public sealed class PowerFigures
{
    private static readonly Scenario Quick = new("quick", ReportGuarantee.Quick, 8, [8, 20, 40], [.. Enumerable.Range(0, 51).Select(static i => i / 50.0)]);

    private static readonly Scenario Standard = new("standard", ReportGuarantee.Standard, 10, [69, 120, 240], [.. Enumerable.Range(0, 51).Select(static i => 0.5 + (i / 100.0))]);

    [Fact]
    public void Quick_curve() => Snapshot.MatchDocument(Drawing(Quick, 8, 40), Document("power-quick.svg"));

    [Fact]
    public void Standard_curve() => Snapshot.MatchDocument(Drawing(Standard, 69, 240), Document("power.svg"));

    [Fact]
    public void Data() => Snapshot.MatchDocument(Table(Quick, Standard), Document("power.csv"));

    private static string Drawing(Scenario scenario, int least, int most)
    {
        PowerCurve curve = scenario.Curve();
        LineChart chart = new(
            Axis.Cover("true share of instances on which the claim holds", scenario.Shares),
            Axis.Share("probability of the verdict"),
            [
                Series($"violated within {least}", curve, point => point.Violated[least]),
                Series($"violated within {most}", curve, point => point.Violated[most]),
                Series($"holds within {least}", curve, point => point.Holds[least]),
                Series($"holds within {most}", curve, point => point.Holds[most]),
            ],
            [new ReferenceLine("required share", MarkAxis.Horizontal, curve.Test.RequiredShare)]);
        string words = string.Create(CultureInfo.InvariantCulture, $"scale {scenario.Scale}, {scenario.Claims} claims, at most {scenario.Guarantee.ErrorProbability:P0} of reports wrong");
        return new Figure("power-" + scenario.Scale, "How often a claim is decided", words, chart).Svg();
    }

    private static ChartSeries Series(string name, PowerCurve curve, Func<OperatingCharacteristic, double> probability) =>
        new(name, [.. curve.Points.Select(point => new SeriesPoint(point.Share, probability(point)))]);

    // Rounded, so that no platform's last bit enters a committed file.
    private static string Table(params Scenario[] scenarios)
    {
        var text = new StringBuilder("scale,claims,true_share,instances,holds,violated,expected_instances\n");
        foreach (Scenario scenario in scenarios)
        {
            foreach (OperatingCharacteristic point in scenario.Curve().Points)
            {
                foreach (int instances in scenario.Instances)
                {
                    double expected = OperatingCharacteristic.Of(DecisionBoundary.Of(scenario.Test, instances), point.Share).ExpectedInstances;
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"{scenario.Scale},{scenario.Claims},{point.Share:0.##},{instances},{point.Holds[instances]:0.######},{point.Violated[instances]:0.######},{expected:0.##}\n");
                }
            }
        }

        return text.ToString();
    }

    private static string Document(string name, [CallerFilePath] string source = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", "..", "..", "docs", "statistics", name));

    private sealed record Scenario(string Scale, ReportGuarantee Guarantee, int Claims, int[] Instances, double[] Shares)
    {
        public SequentialTest Test => Guarantee.TestFor(Claims, 0);

        public PowerCurve Curve() => PowerCurve.Of(Test, Instances[^1], Shares);
    }
}
