namespace PurifyProofs.Snapshots;

/// <summary>A clock that stands still but for what it is told: by hand, and by a fixed step at every reading.</summary>
/// <param name="step">How much later every reading is than the one before.</param>
internal sealed class HandClock(TimeSpan step) : TimeProvider
{
    private long now;

    /// <summary>A clock that only moves by hand.</summary>
    public HandClock()
        : this(TimeSpan.Zero)
    {
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Add(ref now, step.Ticks);

    /// <summary>Moves it.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref now, by.Ticks);
}
