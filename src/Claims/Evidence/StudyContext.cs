namespace PurifyProofs.Claims.Evidence;

/// <summary>What a study works with, whatever the family: how hard to try, and whom to tell.</summary>
/// <param name="options">How the studies are run.</param>
public abstract class StudyContext(StudyOptions options) : IDisposable
{
    /// <summary>How the studies are run.</summary>
    public StudyOptions Options { get; } = options;

    /// <summary>How much is measured.</summary>
    public Effort Effort => Options.Effort;

    /// <summary>Asks to stop.</summary>
    public CancellationToken Cancellation => Options.Cancellation;

    /// <summary>Reports progress in [0, 1].</summary>
    public void Report(double fraction, string detail)
    {
        Cancellation.ThrowIfCancellationRequested();
        Options.Progress(fraction, detail);
    }

    /// <summary>The context as that of a family: the only place where its type is narrowed.</summary>
    /// <exception cref="ArgumentException">It is the context of another family.</exception>
    public TContext Of<TContext>()
        where TContext : StudyContext =>
        this as TContext ?? throw new ArgumentException($"A study asked for a {typeof(TContext).Name} and was handed a {GetType().Name}.");

    public abstract void Dispose();
}
