using System.Diagnostics;
using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Claims.SelfTest;

/// <summary>
/// When to kill: each time by one of four laws, because uniform moments alone would hardly ever meet the few milliseconds in
/// which files change. Where there is no ledger yet, early moments are drawn more often: later there is always one.
/// </summary>
/// <param name="seed">Seed of the moments. The same moments find processes at other places in each run.</param>
/// <param name="untilHeader">How long an uninterrupted check takes until there is a ledger.</param>
/// <param name="duration">How long it takes in all.</param>
internal sealed class KillMoments(ulong seed, TimeSpan untilHeader, TimeSpan duration)
{
    private const double BeyondDuration = 1.1, BeyondHeader = 2;

    // A check that waits for ever must be killed as well, and found to be one when it is left alone.
    private const double LongestWait = 3;

    private const int LargestPowerOfChanges = 8;

    private static readonly TimeSpan LongestAfterChange = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(1);

    private uint attempts;

    /// <summary>Waits for the next moment, or for the end of the process.</summary>
    /// <returns>How long that was.</returns>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public TimeSpan Await(ICheckProcess process, CheckFolder folder, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var random = new RandomSequence(seed, attempts++, 0, 0);
        int law = folder.LedgerLength == 0 && random.NextInt(2) == 0 ? 1 : random.NextInt(4);
        double fraction = random.NextDouble();
        int changes = 1 << random.NextInt(LargestPowerOfChanges);
        TimeSpan moment = law switch
        {
            0 => fraction * BeyondDuration * duration,
            1 => fraction * BeyondHeader * untilHeader,
            2 => AwaitChanges(() => folder.LedgerLength, 1),
            _ => AwaitChanges(() => folder.Fingerprint, changes),
        };
        AwaitMoment();
        return clock.Elapsed;

        // And a little longer, so that the moment lies within whatever follows the change.
        TimeSpan AwaitChanges(Func<long> look, int count)
        {
            long last = look();
            while (count > 0 && clock.Elapsed < LongestWait * duration && !process.EndsWithin(Glance))
            {
                cancellation.ThrowIfCancellationRequested();
                long now = look();
                count -= now == last ? 0 : 1;
                last = now;
            }

            return clock.Elapsed + (fraction * LongestAfterChange);
        }

        // Waiting for a process is as coarse as the scheduler, too coarse for the last milliseconds.
        void AwaitMoment()
        {
            while (clock.Elapsed < moment && !process.EndsWithin(TimeSpan.Zero))
            {
                cancellation.ThrowIfCancellationRequested();
                process.EndsWithin(TimeSpan.FromMilliseconds(Math.Clamp((moment - clock.Elapsed).TotalMilliseconds - 2, 0, 50)));
            }
        }
    }
}
