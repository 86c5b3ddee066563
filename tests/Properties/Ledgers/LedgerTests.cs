using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Verdicts;
using Xunit;

namespace PurifyProofs.Properties.Ledgers;

/// <summary>Who may write a ledger, what it looks like, and what is refused.</summary>
public sealed class LedgerTests : IDisposable
{
    private static readonly LedgerHeader Header = new(Scale.Quick, 7, "FP-*", ["d=256,k=3"]);

    private static readonly ProgramVersion First = new("1.0.0", "0123456789abcdef", "aa");
    private static readonly ProgramVersion Second = new("1.0.1", null, "bb");

    private readonly TemporaryFolder folder = new();

    private string LedgerPath => folder["ledger.jsonl"];

    [Fact]
    public void Its_lines_are_those_of_schema_two()
    {
        using (Ledger ledger = Ledger.Create(LedgerPath, Header with { Seed = ulong.MaxValue, Program = First }))
        {
            ledger.Append(new StudyRecord(0, Study.FastGradient, "attacked 99.4 % at τ", [
                new Measurement("a", Scalar: 0.1),
                new Measurement("b", Proportion: new(3, 4)),
                new Measurement("c", Series: [new(1, double.NaN), new(2, double.PositiveInfinity)]),
                new Measurement("d", Scalar: double.NegativeInfinity),
            ]));
            ledger.ContinueAs(Second);
            ledger.Append(new CandidateRecord("FP-5", "d=24", VerdictKind.Violated, "r", [new Measure("share", 0.5, 0.4, 0.6, double.NaN, Requirement.None)]));
        }

        Assert.Equal(
            """
            {"sequence":0,"checksum":"2c268b133e6cd2be","schema":2,"header":{"scale":"quick","seed":18446744073709551615,"seed_text":"18446744073709551615","claims_glob":"FP-*","instance_lines":["d=256,k=3"],"origin":"given","scope":"within","device":"cpu","program":{"version":"1.0.0","commit":"0123456789abcdef","build":"aa"}}}
            {"sequence":1,"checksum":"4b8ab716026f0bb5","study":{"instance":0,"study":"fast_gradient","summary":"attacked 99.4 % at τ","measurements":[{"key":"a","scalar":0.1},{"key":"b","proportion":{"successes":3,"trials":4}},{"key":"c","series":[[1,null],[2,null]]},{"key":"d","scalar":null}]}}
            {"sequence":2,"checksum":"66d4b51747a9c70b","program":{"version":"1.0.1","commit":null,"build":"bb"}}
            {"sequence":3,"checksum":"4a490c47889a7077","candidate":{"claim":"FP-5","instance_line":"d=24","verdict":"violated","reason":"r","measures":[{"name":"share","estimate":0.5,"lower":0.4,"upper":0.6,"threshold":null,"requirement":"none"}]}}

            """,
            File.ReadAllText(LedgerPath));
    }

    [Fact]
    public void What_is_no_number_in_schema_two_is_read_as_it_was_in_schema_one()
    {
        byte[] header = LedgerLine.Frame(0, LedgerLine.InitialChecksum, "\"schema\":1,\"header\":{\"scale\":\"quick\",\"seed\":7,\"claims_glob\":\"*\",\"instance_lines\":[\"a\"]}"u8);
        string[] forms = ["null", "\"NaN\"", "\"Infinity\"", "\"-Infinity\"", "1e300"];
        double[] values = [double.NaN, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e300];
        string scalars = string.Join(',', forms.Select(static form => $$"""{"key":"s","scalar":{{form}}}"""));
        string points = string.Join(',', forms.Select(static form => $"[{form},{form}]"));
        string study = $$"""{"instance":0,"study":"clean","summary":"","measurements":[{{scalars}},{"key":"c","series":[{{points}}]}]}""";
        byte[] line = LedgerLine.Frame(1, LedgerLine.ChecksumIn(header, 0), System.Text.Encoding.UTF8.GetBytes($"\"study\":{study}"));
        File.WriteAllBytes(LedgerPath, [.. header, .. line]);

        IReadOnlyList<Measurement> read = Ledger.Read(LedgerPath).Records.Single().Measurements;
        Assert.Equal(values, read.Take(forms.Length).Select(static one => one.Scalar!.Value));
        Assert.Equal(values.Select(static value => new SeriesPoint(value, value)), read[^1].Series);
    }

    [Fact]
    public void It_names_the_programs_that_appended_and_those_alone()
    {
        Ledger.Create(LedgerPath, Header with { Program = First }).Dispose();
        foreach (ProgramVersion program in new[] { Second, First, Second })
        {
            using Ledger ledger = Ledger.Open(LedgerPath);
            ledger.ContinueAs(program);
            if (program == Second)
            {
                ledger.Append(new StudyRecord(0, Study.Clean, "", []));
            }

            Assert.Equal(Second, ledger.LastProgram);
            Assert.Equal([First, Second], ledger.Contents.Programs);
            Assert.Equal([First, Second], Ledger.Read(LedgerPath).Programs);
        }

        Assert.Equal(1, File.ReadAllLines(LedgerPath).Count(static line => line.Contains("\"program\":{", StringComparison.Ordinal) && !line.Contains("\"header\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_ledger_that_does_not_say_where_its_instances_come_from_speaks_of_them_alone()
    {
        File.WriteAllText(LedgerPath, """{"sequence":0,"checksum":"6f58a3dae8e86457","schema":1,"header":{"scale":"quick","seed":7,"claims_glob":"FP-*","instance_lines":["d=256,k=3"]}}""" + "\n");
        Assert.Equal((InstanceOrigin.Given, HypothesisScope.Within), (Ledger.Read(LedgerPath).Header.Origin, Ledger.Read(LedgerPath).Header.Scope));
        Assert.Null(Assert.Single(Ledger.Read(LedgerPath).Programs));
    }

    [Fact]
    public void Tried_candidates_come_back_among_the_studies_and_in_their_order()
    {
        CandidateRecord[] candidates =
        [
            new("FP-5", "d=24", VerdictKind.Violated, "a reason with τ", [new Measure("share", 0.5, 0.4, 0.6, double.NaN, Requirement.None)]),
            new("FP-1", "d=12", VerdictKind.Undecided, "Training diverged.", []),
        ];
        using (Ledger ledger = Ledger.Create(LedgerPath, Header))
        {
            ledger.Append(candidates[0]);
            ledger.Append(new StudyRecord(0, Study.Clean, "", []));
            ledger.Append(candidates[1]);
        }

        LedgerContents read = Ledger.Read(LedgerPath);
        Assert.Single(read.Records);
        Assert.Equal(candidates.Select(static candidate => candidate with { Measures = [] }), read.Candidates.Select(static candidate => candidate with { Measures = [] }));
        Assert.Equal(candidates.SelectMany(static candidate => candidate.Measures), read.Candidates.SelectMany(static candidate => candidate.Measures));
    }

    [Fact]
    public void A_second_writer_is_refused_as_long_as_the_first_is_there()
    {
        using (Ledger.Create(LedgerPath, Header))
        {
            for (int attempt = 0; attempt < 3; attempt++)
            {
                Assert.Contains("is being written by another check", Assert.Throws<IOException>(() => Ledger.Open(LedgerPath)).Message, StringComparison.Ordinal);
                Assert.Contains("is being written by another check", Assert.Throws<IOException>(() => Ledger.Create(LedgerPath, Header)).Message, StringComparison.Ordinal);
            }
        }

        using (Ledger.Open(LedgerPath))
        {
            Assert.Equal(["ledger.jsonl", "ledger.jsonl.lock"], folder.FileNames.Order());
        }

        Assert.Equal(["ledger.jsonl"], folder.FileNames);
    }

    [Fact]
    public void An_earlier_ledger_is_not_overwritten()
    {
        Ledger.Create(LedgerPath, Header).Dispose();
        byte[] before = File.ReadAllBytes(LedgerPath);

        Assert.Contains("holds the evidence of an earlier check", Assert.Throws<IOException>(() => Ledger.Create(LedgerPath, Header)).Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(LedgerPath));
    }

    [Fact]
    public void A_ledger_that_is_not_there_is_neither_opened_nor_made()
    {
        Assert.Throws<FileNotFoundException>(() => Ledger.Open(LedgerPath));
        Assert.Throws<FileNotFoundException>(() => Ledger.Read(LedgerPath));
        Assert.Empty(folder.FileNames);
    }

    [Fact]
    public void An_instance_the_header_does_not_have_is_not_appended()
    {
        using Ledger ledger = Ledger.Create(LedgerPath, Header);
        Assert.Throws<ArgumentOutOfRangeException>(() => ledger.Append(new StudyRecord(1, Study.Clean, "", [])));
        Assert.Empty(ledger.Records);
    }

    [Fact]
    public void A_ledger_of_another_schema_is_named_as_such()
    {
        byte[] members = [.. "\"schema\":3,\"header\":{\"shape\":\"unknown\"}"u8];
        File.WriteAllBytes(LedgerPath, LedgerLine.Frame(0, LedgerLine.InitialChecksum, members));

        Assert.Equal(
            $"'{LedgerPath}' is an evidence ledger of schema 3, this version reads schemas 1 to 2; read it with the version that wrote it.",
            Assert.Throws<InvalidDataException>(() => Ledger.Read(LedgerPath)).Message);
    }

    [Theory]
    [InlineData("""{"instance":1,"study":"clean","summary":"","measurements":[]}""")]
    [InlineData("""{"instance":0,"study":"unheard_of","summary":"","measurements":[]}""")]
    [InlineData("""{"instance":0,"study":0,"summary":"","measurements":[]}""")]
    [InlineData("""{"instance":0,"study":"clean","summary":"","measurements":[],"more":1}""")]
    [InlineData("""{"instance":0,"study":"clean","summary":null,"measurements":[]}""")]
    [InlineData("""{"instance":0,"study":"clean","summary":""}""")]
    [InlineData("""{"instance":0,"study":"clean","summary":"","measurements":[{"key":"a","series":[[1]]}]}""")]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    public void A_whole_line_that_is_no_record_is_refused(string study)
    {
        Ledger.Create(LedgerPath, Header).Dispose();
        string checksum = LedgerLine.ChecksumIn(File.ReadAllBytes(LedgerPath), 0);
        File.AppendAllBytes(LedgerPath, LedgerLine.Frame(1, checksum, System.Text.Encoding.UTF8.GetBytes($"\"study\":{study}")));

        Assert.StartsWith($"'{LedgerPath}' is damaged in line 2: it is no record of this version;", Assert.Throws<InvalidDataException>(() => Ledger.Read(LedgerPath)).Message, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();
}
