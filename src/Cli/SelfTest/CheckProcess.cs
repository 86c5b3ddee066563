using System.Diagnostics;
using System.Text;
using PurifyProofs.Claims.SelfTest;
using PurifyProofs.Cli.Progress;

namespace PurifyProofs.Cli.SelfTest;

/// <summary>A small check of every study of scale smoke, in a process of its own.</summary>
internal sealed class CheckProcess : ICheckProcess
{
    // Exit codes of a process ended by SIGKILL and by Windows' TerminateProcess as .NET calls it.
    private const int KilledUnix = 128 + 9, KilledWindows = -1;

    // Training long enough, and saved often enough, that kills meet it half done; two instances, that they meet the gap between.
    private const string Line = "d=24,k=1,m=16,radius=0.5,clean-batch=24,adv-batch=24,clean-steps=120,bias-steps=40,adv-steps=120,adv-ramp=20,pgd-steps=2";
    private static readonly string[] Arguments =
    [
        "check", "--scale", "smoke", "--claims", "*", "--seed", "1", "--threads", "2", "--resume", "--checkpoint-interval", "0.001s",
        "--instance", Line + ",seed=1", "--instance", Line + ",seed=2,smoothing=none",
        "--out",
    ];

    private readonly Process process;
    private readonly Lock gate = new();
    private readonly StringBuilder errors = new();
    private StudyCounts studies;

    private CheckProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Count(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public StudyCounts Studies
    {
        get
        {
            lock (gate)
            {
                return studies;
            }
        }
    }

    public int ExitCode => process.ExitCode;

    public string Errors
    {
        get
        {
            lock (gate)
            {
                return errors.ToString();
            }
        }
    }

    /// <summary>Starts the check, or goes on with it, in a folder.</summary>
    public static CheckProcess Start(string directory) => new(ToolProcess.Start([.. Arguments, directory]));

    public bool EndsWithin(TimeSpan time)
    {
        if (!process.WaitForExit(time))
        {
            return false;
        }

        // Only without a limit does this wait for the last of its output as well.
        process.WaitForExit();
        return true;
    }

    public bool Kill()
    {
        process.Kill();
        process.WaitForExit();
        return process.ExitCode is KilledUnix or KilledWindows;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }

    private void Count(string? line)
    {
        lock (gate)
        {
            studies = PlainProgress.Count(studies, line);
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lock (gate)
            {
                errors.AppendLine(line);
            }
        }
    }
}
