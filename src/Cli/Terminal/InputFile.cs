namespace PurifyProofs.Cli.Terminal;

/// <summary>A file named on the command line to be read.</summary>
internal static class InputFile
{
    /// <summary>The path, when there is such a file.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">The path.</param>
    /// <param name="mend">What to give instead, as a clause.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static string Require(string option, string path, string mend) =>
        File.Exists(path) ? path : throw new FileNotFoundException($"{option} '{path}': there is no such file; {mend}.");
}
