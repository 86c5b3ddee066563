using PurifyProofs.Bounds.Confidence;

namespace PurifyProofs.Claims.Evidence;

/// <summary>One measured quantity; exactly one of the three shapes is present.</summary>
/// <param name="Key">Name, unique within the instance; see <see cref="EvidenceKeys"/>.</param>
/// <param name="Scalar">A number.</param>
/// <param name="Proportion">Successes among trials.</param>
/// <param name="Series">A curve or a histogram: points (x, y) in order.</param>
public sealed record Measurement(string Key, double? Scalar = null, Proportion? Proportion = null, IReadOnlyList<SeriesPoint>? Series = null);

/// <summary>A point of a curve, or a bin (its left edge and its count) of a histogram.</summary>
public readonly record struct SeriesPoint(double X, double Y);

/// <summary>Everything measured on one instance, by key. Built from the ledger, so nothing is judged that was not recorded.</summary>
public sealed class InstanceEvidence
{
    private readonly SortedDictionary<string, Measurement> measurements = new(StringComparer.Ordinal);
    private readonly SortedSet<Study> finished = [];

    /// <summary>The measurements in ordinal order of their keys.</summary>
    public IEnumerable<Measurement> Measurements => measurements.Values;

    /// <summary>The studies that are complete.</summary>
    public IReadOnlyCollection<Study> FinishedStudies => finished;

    /// <summary>Adds what a finished study measured.</summary>
    public void Add(Study study, IEnumerable<Measurement> measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        foreach (Measurement measurement in measured)
        {
            measurements[measurement.Key] = measurement;
        }

        finished.Add(study);
    }

    /// <summary>Whether the study is complete.</summary>
    public bool Has(Study study) => finished.Contains(study);

    /// <summary>Whether something was measured under <paramref name="key"/>.</summary>
    public bool Contains(string key) => measurements.ContainsKey(key);

    /// <summary>The number under <paramref name="key"/>.</summary>
    /// <exception cref="KeyNotFoundException">Nothing of this shape was measured under the key.</exception>
    public double Scalar(string key) => Find(key).Scalar ?? throw Missing(key);

    /// <summary>The proportion under <paramref name="key"/>.</summary>
    /// <exception cref="KeyNotFoundException">Nothing of this shape was measured under the key.</exception>
    public Proportion Proportion(string key) => Find(key).Proportion ?? throw Missing(key);

    /// <summary>The series under <paramref name="key"/>.</summary>
    /// <exception cref="KeyNotFoundException">Nothing of this shape was measured under the key.</exception>
    public IReadOnlyList<SeriesPoint> Series(string key) => Find(key).Series ?? throw Missing(key);

    /// <summary>How many points of the series under <paramref name="key"/> have a y above the threshold.</summary>
    /// <exception cref="KeyNotFoundException">Nothing of this shape was measured under the key.</exception>
    public Proportion ShareAbove(string key, double threshold)
    {
        IReadOnlyList<SeriesPoint> series = Series(key);
        return new Proportion(series.Count(point => point.Y > threshold), series.Count);
    }

    private Measurement Find(string key) => measurements.TryGetValue(key, out Measurement? found) ? found : throw Missing(key);

    private static MissingMeasurementException Missing(string key) => new(key);
}

/// <summary>A claim asked for a measurement that its studies did not record.</summary>
/// <param name="key">The measurement's key.</param>
public sealed class MissingMeasurementException(string key) : KeyNotFoundException($"No measurement '{key}' of the asked shape was recorded for this instance.")
{
    /// <summary>The measurement's key.</summary>
    public string Key { get; } = key;
}
