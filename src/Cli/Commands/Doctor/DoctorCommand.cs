using System.CommandLine;
using System.Runtime.InteropServices;

namespace PurifyProofs.Cli.Commands.Doctor;

/// <summary><c>doctor</c>: what hardware, device and data were found.</summary>
internal static class DoctorCommand
{
    private const string DataVariable = "PURIFY_DATA";
    private const int EntriesShown = 12;

    private static readonly Example[] Examples =
    [
        new("doctor", "see what this machine offers, and paste it into a report of a problem"),
    ];

    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        var verb = new Verb("doctor", "Show what hardware, devices and data were found.", Examples);
        verb.SetAction(_ => Execute(context.Output));
        return verb;
    }

    private static int Execute(TextWriter output)
    {
        Field(output, ".NET", RuntimeInformation.FrameworkDescription);
        Field(output, "system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}");
        Field(output, "processor", Machine.ProcessorName);
        Field(output, "vectors", Machine.VectorWidth);
        Field(output, "cores", Environment.ProcessorCount.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Field(output, "memory", $"{Machine.MemoryGibibytes:0.0} GiB available to the process");
        Field(output, "data", Data(Environment.GetEnvironmentVariable(DataVariable)));
        Field(output, "CUDA", Cuda());
        return ExitCode.Holds;
    }

    private static void Field(TextWriter output, string name, string value) => output.WriteLine($"{name,-11}{value}");

    private static string Data(string? directory)
    {
        if (string.IsNullOrEmpty(directory))
        {
            return $"{DataVariable} is not set; the claims on generated data do not need it.";
        }

        if (!Directory.Exists(directory))
        {
            return $"{DataVariable} names '{directory}', and there is no such folder; correct it or unset it.";
        }

        List<string> entries = [.. Directory.EnumerateFileSystemEntries(directory).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        string shown = string.Join(", ", entries.Take(EntriesShown));
        string rest = entries.Count > EntriesShown ? $" and {entries.Count - EntriesShown} more" : string.Empty;
        return entries.Count == 0 ? $"{DataVariable} is '{directory}', an empty folder." : $"{DataVariable} is '{directory}', with {shown}{rest}.";
    }

    private static string Cuda()
    {
        bool found = NativeLibrary.TryLoad("libcuda.so.1", out nint handle);
        if (found)
        {
            NativeLibrary.Free(handle);
        }

        return $"driver library libcuda.so.1 {(found ? "found" : "not found")}; the CUDA device is not part of this version, everything runs on the CPU.";
    }
}
