namespace PurifyProofs.Claims.Evidence;

/// <summary>Runs every study the chosen claims need on every instance, and judges the claims.</summary>
public sealed class CheckRunner
{
    /// <summary>Runs the check; on cancellation returns what is there, marked partial.</summary>
    public static CheckResult Run(CheckRequest request, ICheckProgress progress, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Judges again from the ledger in <paramref name="directory"/>, computing nothing.</summary>
    /// <exception cref="InvalidDataException">There is no readable ledger there.</exception>
    public static CheckResult Restore(string directory) => throw new NotImplementedException();
}
