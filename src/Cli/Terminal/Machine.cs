using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PurifyProofs.Cli.Terminal;

/// <summary>What is known of the machine.</summary>
internal static class Machine
{
    private const string ProcessorFile = "/proc/cpuinfo";

    /// <summary>The processor's own name where the system tells it, otherwise its architecture.</summary>
    public static string ProcessorName => ModelName() ?? RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>The widest vectors the hardware accelerates.</summary>
    public static string VectorWidth =>
        Vector512.IsHardwareAccelerated ? "512 bits accelerated"
        : Vector256.IsHardwareAccelerated ? "256 bits accelerated (512 not)"
        : Vector128.IsHardwareAccelerated ? "128 bits accelerated (256 not)"
        : "none accelerated";

    /// <summary>Memory the process may use, in GiB.</summary>
    public static double MemoryGibibytes => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30);

    private static string? ModelName()
    {
        try
        {
            return File.ReadLines(ProcessorFile)
                .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?
                .Split(':', 2)[1].Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
