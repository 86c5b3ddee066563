namespace PurifyProofs.Claims.SelfTest;

/// <summary>A check that runs in a process of its own and goes on with what it finds in its folder. Disposing ends it.</summary>
public interface ICheckProcess : IDisposable
{
    /// <summary>What it has said so far; all it ever said once it has ended.</summary>
    StudyCounts Studies { get; }

    /// <summary>Its exit code; only once it has ended.</summary>
    int ExitCode { get; }

    /// <summary>What it wrote to standard error; complete once it has ended.</summary>
    string Errors { get; }

    /// <summary>Waits for its end, at most that long.</summary>
    /// <returns>Whether it has ended.</returns>
    bool EndsWithin(TimeSpan time);

    /// <summary>Ends it as SIGKILL does, at whatever it is doing, and waits for its end.</summary>
    /// <returns>Whether it was alive until then.</returns>
    bool Kill();
}

/// <summary>How far a check says it is.</summary>
/// <param name="Restored">Studies it took from the ledger.</param>
/// <param name="Started">Studies it has begun.</param>
/// <param name="Finished">Studies it has begun and put into the ledger.</param>
public readonly record struct StudyCounts(int Restored, int Started, int Finished);
