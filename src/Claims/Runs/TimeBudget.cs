namespace PurifyProofs.Claims.Runs;

/// <summary>Stops work after a time, in the way an interruption does.</summary>
internal static class TimeBudget
{
    // A timer takes 49 days at most; a longer limit is none.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    /// <summary>A source that is cancelled with <paramref name="cancellation"/> or after the limit, whichever comes first.</summary>
    /// <param name="limit">Null for none; what is not positive is over already.</param>
    /// <param name="cancellation">The interruption.</param>
    public static CancellationTokenSource Start(TimeSpan? limit, CancellationToken cancellation)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (limit is { } time)
        {
            stop.CancelAfter(TimeSpan.FromTicks(Math.Clamp(time.Ticks, 0, Longest.Ticks)));
        }

        return stop;
    }
}
