using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Model.Files;

namespace PurifyProofs.Cli.Terminal;

/// <summary>The folder a check writes into.</summary>
internal static class OutputFolder
{
    /// <summary>Name of the table of controls in a folder.</summary>
    public const string ControlsName = "controls.json";

    /// <summary>Whether an earlier check left its ledger, its report, its table of controls or its networks there.</summary>
    public static bool HoldsCheck(string directory) =>
        Directory.Exists(directory)
        && (Directory.EnumerateFiles(directory, "*.jsonl").Any()
            || File.Exists(Path.Combine(directory, "report.json"))
            || File.Exists(Path.Combine(directory, ControlsName))
            || Directory.Exists(Path.Combine(directory, CheckRunner.NetworksName)));

    /// <summary>The name itself, or the first of name-2, name-3, … that holds no check.</summary>
    public static string Unused(string name)
    {
        string candidate = name;
        for (int number = 2; HoldsCheck(candidate); number++)
        {
            candidate = $"{name}-{number}";
        }

        return candidate;
    }

    /// <summary>Creates the folder and tries to write into it, so that hours are not computed for nothing.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void RequireWritable(string directory)
    {
        if (File.Exists(directory))
        {
            throw new UnwritableFolderException($"--out '{directory}' is a file, not a folder; choose another name with --out.");
        }

        // Named like a file in the making, so that the check removes it when this process is killed here.
        string probe = AtomicFile.PartialPath(Path.Combine(directory, ".probe"));
        try
        {
            Directory.CreateDirectory(directory);
            File.WriteAllBytes(probe, [0]);
            File.Delete(probe);
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException or NotSupportedException)
        {
            throw new UnwritableFolderException($"--out '{directory}' cannot be written ({failure.Message.TrimEnd('.')}); choose another folder with --out.", failure);
        }
    }

    /// <summary>The same for the folder of a file, which may be none of those that are read.</summary>
    /// <param name="option">The option that names the file.</param>
    /// <param name="path">The file.</param>
    /// <param name="inputs">What is read: in words, and where it is.</param>
    /// <exception cref="UsageException">The file would take the place of one that is read.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void RequireWritableFile(string option, string path, params IEnumerable<(string Words, string Path)> inputs)
    {
        if (Directory.Exists(path))
        {
            throw new UnwritableFolderException($"{option} '{path}' is a folder, not a file; add the name of a file.");
        }

        string real = RealPath.Of(path);
        foreach ((string words, string input) in inputs.Where(input => RealPath.Of(input.Path) == real))
        {
            throw new UsageException(
                $"{option} '{path}' would overwrite {words} '{input}', which is read; choose another file with {option}.");
        }

        RequireWritable(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }
}
