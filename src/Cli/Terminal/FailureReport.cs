namespace PurifyProofs.Cli.Terminal;

/// <summary>Turns a failure into one sentence on standard error and an exit code.</summary>
internal static class FailureReport
{
    private const int NoSpaceLeftUnix = 28;
    private const int DiskFullWindows = unchecked((int)0x80070070);

    /// <summary>Writes the sentence; the stack trace only when asked for.</summary>
    public static int Write(Exception failure, bool verbose, TextWriter error)
    {
        (int code, string sentence) = Describe(failure);
        error.WriteLine("error: " + sentence);
        if (verbose)
        {
            error.WriteLine(failure);
        }

        return code;
    }

    private static (int Code, string Sentence) Describe(Exception failure) => failure switch
    {
        OperationCanceledException => (ExitCode.Interrupted, "interrupted before there was anything to report."),
        UsageException or FormatException => (ExitCode.BadUsage, failure.Message),
        ArgumentNullException => Unexpected(failure),
        ArgumentException => (ExitCode.BadUsage, WithoutParameterName(failure.Message)),
        InsufficientMemoryException => (ExitCode.BadUsage, failure.Message),
        OutOfMemoryException => (ExitCode.BadUsage, "there is not enough memory for these sizes; choose smaller ones, fewer --threads, or a machine with more."),
        // Thrown as it is by a diverging training; .NET's own arithmetic failures are derived from it.
        ArithmeticException when failure.GetType() == typeof(ArithmeticException) => (ExitCode.BadUsage, failure.Message),
        InvalidDataException or FileNotFoundException or DirectoryNotFoundException or EndOfStreamException => (ExitCode.BadData, failure.Message),
        UnwritableFolderException => (ExitCode.InternalError, failure.Message),
        IOException { HResult: NoSpaceLeftUnix or DiskFullWindows } => (ExitCode.InternalError, DiskFull(failure)),
        IOException or UnauthorizedAccessException => (ExitCode.InternalError, NotWritten(failure)),
        _ => Unexpected(failure),
    };

    private static string DiskFull(Exception failure) =>
        $"the disk is full ({failure.Message.TrimEnd('.')}); free some space or choose another folder with --out, then go on with --resume: finished studies are in the ledger.";

    private static string NotWritten(Exception failure) =>
        $"a file could not be read or written: {failure.Message.TrimEnd('.')}; mend that or choose another folder with --out.";

    private static (int Code, string Sentence) Unexpected(Exception failure) =>
        (ExitCode.InternalError, $"this is a defect of the tool: {failure.GetType().Name}: {FirstLine(failure.Message).TrimEnd('.')}; run again with --verbose for the stack trace.");

    // .NET appends " (Parameter 'law')" and the actual value, which mean nothing to whoever typed the command.
    private static string WithoutParameterName(string message)
    {
        string line = FirstLine(message);
        int name = line.LastIndexOf(" (Parameter '", StringComparison.Ordinal);
        return name < 0 ? line : line[..name];
    }

    private static string FirstLine(string message) => message.Split('\n')[0].TrimEnd('\r');
}
