using System.Diagnostics;

namespace PurifyProofs.Model.Numerics;

/// <summary>
/// Threads that work through numbered items. Which thread takes which item is not fixed, so items must be independent of
/// one another: then results do not depend on the number of threads.
/// </summary>
public sealed class WorkerPool : IDisposable
{
    private static readonly TimeSpan LongestSpin = TimeSpan.FromMicroseconds(300);

    private readonly Thread[] threads;
    private readonly SemaphoreSlim ready = new(0);

    // A semaphore and not a countdown that is reset: nothing of one run is left that could end the wait of the next.
    private readonly SemaphoreSlim finished = new(0);
    private readonly Func<bool> isReady;
    private readonly Func<bool> isFinished;
    private Action<int, int>? work;
    private int itemCount;
    private int activeHelpers;
    private int nextItem;
    private volatile bool closing;
    private volatile Exception? failure;

    /// <summary>A pool of <paramref name="threadCount"/> workers, the calling thread being one of them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one thread.</exception>
    public WorkerPool(int threadCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threadCount, 1);
        ThreadCount = threadCount;
        isReady = () => ready.CurrentCount > 0;
        isFinished = () => finished.CurrentCount >= activeHelpers;
        threads = new Thread[threadCount - 1];
        for (int t = 0; t < threads.Length; t++)
        {
            int worker = t + 1;
            threads[t] = new Thread(() => Serve(worker)) { IsBackground = true, Name = $"purify worker {worker}" };
            threads[t].Start();
        }
    }

    /// <summary>Number of workers.</summary>
    public int ThreadCount { get; }

    /// <summary>Calls <paramref name="body"/>(item, worker) for every item in 0 … <paramref name="items"/> − 1 and waits for all.</summary>
    public void Run(int items, Action<int, int> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (threads.Length == 0 || items <= 1)
        {
            for (int item = 0; item < items; item++)
            {
                body(item, 0);
            }

            return;
        }

        (work, itemCount, nextItem, failure) = (body, items, 0, null);
        int helpers = Math.Min(threads.Length, items - 1);
        activeHelpers = helpers;
        ready.Release(helpers);
        TakeItems(0);
        Spin(isFinished);
        for (int helper = 0; helper < helpers; helper++)
        {
            finished.Wait();
        }

        if (failure is { } thrown)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(thrown);
        }
    }

    public void Dispose()
    {
        closing = true;
        ready.Release(Math.Max(1, threads.Length));
        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        ready.Dispose();
        finished.Dispose();
    }

    private void Serve(int worker)
    {
        while (true)
        {
            Spin(isReady);
            ready.Wait();
            if (closing)
            {
                return;
            }

            TakeItems(worker);
            finished.Release();
        }
    }

    // The parts of a training step follow one another within microseconds; a thread that sleeps in between takes tens of them
    // to wake up, and more on a virtual machine. Yielding leaves the core to anyone who has work.
    private static void Spin(Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        var spin = default(SpinWait);
        while (!condition() && Stopwatch.GetElapsedTime(start) < LongestSpin)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    private void TakeItems(int worker)
    {
        try
        {
            for (int item = Interlocked.Increment(ref nextItem) - 1; item < itemCount; item = Interlocked.Increment(ref nextItem) - 1)
            {
                work!(item, worker);
            }
        }
#pragma warning disable CA1031 // Whatever a work item throws is thrown again on the calling thread.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            failure = thrown;
        }
    }
}
