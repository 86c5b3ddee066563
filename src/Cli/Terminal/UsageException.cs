namespace PurifyProofs.Cli.Terminal;

/// <summary>The command line asks for something that does not exist or makes no sense; the message is the whole sentence shown.</summary>
public sealed class UsageException : Exception
{
    /// <summary>Without a sentence.</summary>
    public UsageException()
    {
    }

    /// <summary>With the sentence shown: what is wrong, where, and the mend.</summary>
    public UsageException(string message)
        : base(message)
    {
    }

    /// <summary>With the sentence shown and what led to it.</summary>
    public UsageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
