using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.SelfTest;

namespace PurifyProofs.Properties.Runs.Check;

/// <summary>How a simulated check deals with kills; all but the first are defects.</summary>
public enum Resumption
{
    /// <summary>It drops a torn line and goes on after the last whole one.</summary>
    Sound,

    /// <summary>It appends to whatever is there.</summary>
    KeepsTornLine,

    /// <summary>It records the last study once more.</summary>
    RepeatsLastRecord,

    /// <summary>It reports only what it measured itself.</summary>
    ReportsItsOwnRecordsOnly,

    /// <summary>It writes a network in place and takes whatever it finds for finished.</summary>
    TrustsTornNetwork,

    /// <summary>It leaves a file behind for every time it goes on.</summary>
    LeavesFiles,

    /// <summary>It refuses a ledger with a torn line.</summary>
    RefusesTornLedger,

    /// <summary>It waits for ever when there is a torn line.</summary>
    NeverEnds,
}

/// <summary>
/// A check of a few milliseconds on a thread of this process, which writes each of its files in two halves with a pause between;
/// a kill takes effect at its next pause.
/// </summary>
internal sealed class SimulatedCheck : ICheckProcess
{
    private const int Records = 5, ExitCodeOfRefusal = 65;
    private const string Half = "0123456789";

    private readonly string folder;
    private readonly Resumption resumption;
    private readonly Thread thread;
    private readonly ManualResetEventSlim killed = new();
    private int restored, started, finished, reported;

    private SimulatedCheck(string folder, Resumption resumption)
    {
        (this.folder, this.resumption) = (folder, resumption);
        thread = new Thread(Run);
        thread.Start();
    }

    public StudyCounts Studies => new(restored, started, finished);

    public int ExitCode { get; private set; }

    public string Errors => ExitCode == ExitCodeOfRefusal ? "error: the ledger is torn.\n" : "";

    private string LedgerPath => Path.Combine(folder, CheckRunner.LedgerName);

    public static ICheckProcess Start(string folder, Resumption resumption) => new SimulatedCheck(folder, resumption);

    public bool EndsWithin(TimeSpan time) => thread.Join(time);

    public bool Kill()
    {
        killed.Set();
        thread.Join();
        return ExitCode < 0;
    }

    public void Dispose()
    {
        Kill();
        killed.Dispose();
    }

    private void Run()
    {
        try
        {
            Measure();
        }
        catch (OperationCanceledException)
        {
            ExitCode = -1;
        }
        catch (InvalidDataException)
        {
            ExitCode = ExitCodeOfRefusal;
        }
    }

    private void Measure()
    {
        Pause();
        int lines = Resume();
        WriteNetwork();
        for (int line = lines; line <= Records; line++)
        {
            started += line > 0 ? 1 : 0;
            WriteInHalves(LedgerPath, FormattableString.Invariant($"{Half}{line}\n"));
            finished += line > 0 ? 1 : 0;
            reported++;
            Pause();
        }

        int claimed = resumption == Resumption.ReportsItsOwnRecordsOnly ? reported : Records + 1;
        File.WriteAllText(Path.Combine(folder, "report.md"), FormattableString.Invariant($"{claimed} records\n"));
    }

    private int Resume()
    {
        string ledger = File.Exists(LedgerPath) ? File.ReadAllText(LedgerPath) : "";
        string whole = ledger[..(ledger.LastIndexOf('\n') + 1)];
        bool torn = whole.Length < ledger.Length;
        Spoil(torn);
        if (torn && resumption != Resumption.KeepsTornLine)
        {
            File.WriteAllText(LedgerPath, whole);
        }

        int lines = whole.Count(static letter => letter == '\n');
        restored = Math.Max(0, lines - 1);
        return resumption == Resumption.RepeatsLastRecord ? restored : lines;
    }

    private void Spoil(bool torn)
    {
        switch (resumption)
        {
            case Resumption.LeavesFiles when File.Exists(LedgerPath):
                File.WriteAllText(Path.Combine(folder, "left"), "");
                break;
            case Resumption.RefusesTornLedger when torn:
                throw new InvalidDataException();
            case Resumption.NeverEnds when torn:
                killed.Wait();
                break;
        }
    }

    private void WriteNetwork()
    {
        string path = Path.Combine(folder, "network.npz");
        if (!File.Exists(path) || (resumption != Resumption.TrustsTornNetwork && File.ReadAllText(path) != Half + "\n"))
        {
            File.Delete(path);
            WriteInHalves(path, Half + "\n");
        }
    }

    private void WriteInHalves(string path, string text)
    {
        File.AppendAllText(path, text[..(Half.Length / 2)]);
        Pause();
        File.AppendAllText(path, text[(Half.Length / 2)..]);
    }

    private void Pause()
    {
        if (killed.Wait(1))
        {
            throw new OperationCanceledException();
        }
    }
}
