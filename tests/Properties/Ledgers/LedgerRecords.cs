using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Properties.Files;

namespace PurifyProofs.Properties.Ledgers;

/// <summary>A header and the records that go after it.</summary>
internal sealed record LedgerCase(LedgerHeader Header, StudyRecord[] Records);

/// <summary>Generators and comparison of ledger records.</summary>
internal static class LedgerRecords
{
    /// <summary>A header of one to four instances and up to five records.</summary>
    public static Gen<LedgerCase> Cases { get; } =
        from header in Headers()
        from count in Gen.Choose(0, 5)
        from records in Gen.ArrayOf(Records(header.InstanceLines.Count), count)
        select new LedgerCase(header, records);

    /// <summary>Whether the contents are the header and these records, value for value; what is no number is the same.</summary>
    public static bool AreEqual(LedgerContents contents, LedgerHeader header, IEnumerable<StudyRecord> records) =>
        contents.Header with { InstanceLines = header.InstanceLines } == header
        && contents.Header.InstanceLines.SequenceEqual(header.InstanceLines)
        && contents.Records.Count == records.Count()
        && contents.Records.Zip(records).All(static pair => AreEqual(pair.First, pair.Second));

    private static bool AreEqual(StudyRecord left, StudyRecord right) =>
        left with { Measurements = right.Measurements } == right
        && left.Measurements.Count == right.Measurements.Count
        && left.Measurements.Zip(right.Measurements).All(static pair => AreEqual(pair.First, pair.Second));

    private static bool AreEqual(Measurement left, Measurement right) =>
        left.Key == right.Key
        && left.Proportion == right.Proportion
        && Numbers(left).SequenceEqual(Numbers(right), SameDouble.Comparer)
        && left.Series is null == right.Series is null;

    private static IEnumerable<double> Numbers(Measurement measurement) =>
        (measurement.Scalar is { } scalar ? [scalar] : Enumerable.Empty<double>())
            .Concat((measurement.Series ?? []).SelectMany(static point => new[] { point.X, point.Y }))
            .Select(static number => double.IsFinite(number) ? number : double.NaN);

    private static Gen<LedgerHeader> Headers() =>
        from scale in Gen.Elements(Enum.GetValues<Scale>())
        from seed in Gen.Choose(0, int.MaxValue)
        from glob in Texts()
        from count in Gen.Choose(1, 4)
        from lines in Gen.ArrayOf(Texts(), count)
        from origin in Gen.Elements(Enum.GetValues<InstanceOrigin>())
        from scope in Gen.Elements(Enum.GetValues<HypothesisScope>())
        from device in Texts()
        select new LedgerHeader(scale, ulong.MaxValue - (ulong)seed, glob, lines, origin, scope, device);

    private static Gen<StudyRecord> Records(int instances) =>
        from instance in Gen.Choose(0, instances - 1)
        from study in Gen.Elements(Enum.GetValues<Study>())
        from summary in Texts()
        from measurements in Gen.ArrayOf(Measurements()).Resize(4)
        select new StudyRecord(instance, study, summary, measurements);

    private static Gen<Measurement> Measurements() => Gen.OneOf(
        Texts().Zip(NpyArrays.Doubles).Select(static pair => new Measurement(pair.Item1, Scalar: pair.Item2)),
        from key in Texts()
        from trials in Gen.Choose(0, int.MaxValue)
        from failures in Gen.Choose(0, trials)
        select new Measurement(key, Proportion: new Proportion(trials - failures, trials)),
        from key in Texts()
        from points in Gen.ArrayOf(NpyArrays.Doubles.Two()).Resize(4)
        select new Measurement(key, Series: [.. points.Select(static point => new SeriesPoint(point.Item1, point.Item2))]));

    private static Gen<string> Texts() =>
        Gen.ArrayOf(Gen.Elements("a", "τ", "\n", "\"", "\\", "{", "}", ",", " ", "\u2028", "\u0000", "∇f", "😀", "0.1")).Resize(8).Select(string.Concat);
}
