namespace PurifyProofs.Cli.Terminal;

/// <summary>The folder for the results cannot be written; the message is the whole sentence shown.</summary>
public sealed class UnwritableFolderException : IOException
{
    /// <summary>Without a sentence.</summary>
    public UnwritableFolderException()
    {
    }

    /// <summary>With the sentence shown: which folder, why, and the mend.</summary>
    public UnwritableFolderException(string message)
        : base(message)
    {
    }

    /// <summary>With the sentence shown and what the system said.</summary>
    public UnwritableFolderException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
