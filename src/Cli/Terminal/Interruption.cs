using System.Runtime.InteropServices;

namespace PurifyProofs.Cli.Terminal;

/// <summary>
/// The first Ctrl-C (or termination signal) asks for a stop, so that a partial report is still written; the second one
/// is left to the operating system, which ends the process.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly List<PosixSignalRegistration> registrations = [];
    private readonly TextWriter error;

    /// <summary>Starts listening.</summary>
    /// <param name="error">Where the first interruption is acknowledged.</param>
    public Interruption(TextWriter error)
    {
        this.error = error;
        registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle));
        registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle));
    }

    /// <summary>Cancelled by the first interruption.</summary>
    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        registrations.ForEach(registration => registration.Dispose());
        source.Dispose();
    }

    private void Handle(PosixSignalContext signal)
    {
        if (source.IsCancellationRequested)
        {
            return;
        }

        signal.Cancel = true;
        error.WriteLine("Stopping, and writing a report of what is there; press Ctrl-C again to end at once.");
        source.Cancel();
    }
}
