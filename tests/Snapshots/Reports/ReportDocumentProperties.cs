using PurifyProofs.Cli.Reports;
using Xunit;

namespace PurifyProofs.Snapshots.Reports;

/// <summary>report.json read and written again has the same bytes, whatever it holds.</summary>
public sealed class ReportDocumentProperties
{
    private const int Documents = 300;

    [Fact]
    public void ReadAndWrittenAgainItHasTheSameBytes()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        for (int number = 0; number < Documents; number++)
        {
            string text = JsonReport.Print(Document(random));
            Assert.True(text == JsonReport.Print(JsonReport.Parse(text)), $"seed {seed}, document {number}");
        }
    }

    [Fact]
    public void TheReportOfACheckComesBack()
    {
        string text = JsonReport.Render(new ReportSource(FixedCheck.Result, FixedCheck.Line));
        ReportDocument read = JsonReport.Parse(text);
        Assert.Equal(text, JsonReport.Print(read));
        Assert.Equal(FixedCheck.Result.Claims.Select(static claim => claim.Claim.Id), read.Claims.Select(static claim => claim.Id));
        Assert.Equal(FixedCheck.Result.Claims[1].Measures[0].Upper, read.Claims[1].Measures[0].Upper);
    }

    // A later version adds members; a reader of this one must not stumble over them.
    [Fact]
    public void UnknownMembersArePassedOver()
    {
        string text = JsonReport.Print(Document(new Random(1)));
        Assert.Equal(text, JsonReport.Print(JsonReport.Parse(text.Replace("\"schema\": 1,", "\"schema\": 1, \"added\": [1, {}],", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1")]
    public void WhatIsNoReportIsRefused(string text) => Assert.Throws<InvalidDataException>(() => JsonReport.Parse(text));

    [Fact]
    public void AnotherSchemaIsRefused() => Assert.Throws<InvalidDataException>(
        static () => JsonReport.Parse(JsonReport.Print(Document(new Random(1)) with { Schema = 2 })));

    private static ReportDocument Document(Random random) => new(
        ReportDocument.CurrentSchema,
        Text(random),
        (ulong)random.NextInt64() * 2,
        Maybe(random, Text),
        Flip(random),
        Flip(random) ? null : new GuaranteeDocument(random.NextDouble(), random.NextDouble()),
        Many(random, Claim),
        Many(random, static random => new InstanceDocument(Text(random), Many(random, Text))));

    private static ClaimDocument Claim(Random random) => new(
        Text(random), Text(random), Text(random), Flip(random), Text(random), random.Next(), Flip(random) ? null : new ShareDocument(random.Next(), random.Next(), random.Next(), Number(random), Number(random)),
        Many(random, Measure), Maybe(random, Text), Maybe(random, Text), Text(random), Maybe(random, Text), Text(random), Text(random), Text(random),
        Many(random, static random => new BreakerDocument(Text(random), Text(random), Text(random))),
        Many(random, static random => new InstanceVerdictDocument(Text(random), Text(random), Text(random), Many(random, Measure))));

    private static MeasureDocument Measure(Random random) => new(
        Text(random), Number(random), Number(random), Number(random), Number(random), Text(random), Flip(random) ? null : random.Next(), Flip(random) ? null : random.Next());

    // Any bits that are a finite number.
    private static double? Number(Random random) => MeasureDocument.Finite(BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)));

    private const string Letters = "aZ09 \"\\/<>&'\n\t\u0001τ≤′é\u2028";

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Letters[random.Next(Letters.Length)]));

    private static string? Maybe(Random random, Func<Random, string> draw) => Flip(random) ? null : draw(random);

    private static T[] Many<T>(Random random, Func<Random, T> draw) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => draw(random))];

    private static bool Flip(Random random) => random.Next(2) == 0;
}
