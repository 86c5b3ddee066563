using System.Diagnostics;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>
/// How many steps one call of a trainer takes: as many as last about half of an interval, so that progress, checkpoints and stops come in time
/// and an accelerator answers seldom. Only when somebody looks depends on the clock, never what is computed.
/// </summary>
/// <param name="interval">What a call should stay below.</param>
internal sealed class CallPacer(TimeSpan interval)
{
    private const int MostSteps = 1 << 10;

    private readonly Stopwatch sinceAsked = new();
    private int steps = 1;

    /// <summary>The number of steps to take now, from how long the last ones took.</summary>
    public int Next()
    {
        if (sinceAsked.IsRunning)
        {
            steps = sinceAsked.Elapsed < interval / 4 ? Math.Min(MostSteps, 2 * steps)
                : sinceAsked.Elapsed > interval / 2 ? Math.Max(1, steps / 2)
                : steps;
        }

        sinceAsked.Restart();
        return steps;
    }
}
