using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PurifyProofs.Cli.SelfTest;

/// <summary>How this tool starts itself, however it was started: as <c>purify</c>, by <c>dotnet run</c>, by <c>dotnet purify.dll</c>, or inside a test host.</summary>
internal static class ToolProcess
{
    private const string Host = "dotnet";

    /// <summary>Starts the tool with its output and errors redirected.</summary>
    public static Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        (start.FileName, string? assembly) = Locate();
        if (assembly is not null)
        {
            start.ArgumentList.Add(assembly);
        }

        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    // The host of an assembly that is not an executable of its own is the one that runs this process, or else lies above its runtime.
    private static (string Executable, string? Assembly) Locate()
    {
        string process = Environment.ProcessPath ?? Host;
        string tool = typeof(ToolProcess).Assembly.GetName().Name!;
        string assembly = Path.Combine(AppContext.BaseDirectory, tool + ".dll");
        return Path.GetFileNameWithoutExtension(process) switch
        {
            var name when name == tool => (process, null),
            Host => (process, assembly),
            _ => (Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? Host + ".exe" : Host), assembly),
        };
    }
}
