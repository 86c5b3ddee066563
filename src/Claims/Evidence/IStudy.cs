namespace PurifyProofs.Claims.Evidence;

/// <summary>A piece of work on one instance that yields measurements.</summary>
public interface IStudy
{
    /// <summary>Which study it is.</summary>
    Study Kind { get; }

    /// <summary>Studies whose networks it starts from.</summary>
    IReadOnlyList<Study> Prerequisites { get; }

    /// <summary>About how much it will do on an instance, prerequisites not counted; for forecasts only.</summary>
    StudyWork Work(Instance instance, Effort effort);

    /// <summary>Runs it to the end.</summary>
    StudyOutcome Run(StudyContext context);
}

/// <summary>What a study found.</summary>
/// <param name="Summary">Main figures in one line.</param>
/// <param name="Measurements">Everything measured.</param>
public sealed record StudyOutcome(string Summary, IReadOnlyList<Measurement> Measurements);

/// <summary>A study of one family's instances; its own interface of two types derives from it.</summary>
/// <typeparam name="TInstance">The family's instances.</typeparam>
/// <typeparam name="TContext">What its studies work with.</typeparam>
public interface IStudy<in TInstance, in TContext> : IStudy
    where TInstance : Instance
    where TContext : StudyContext
{
    /// <inheritdoc cref="IStudy.Work"/>
    StudyWork Work(TInstance instance, Effort effort);

    /// <inheritdoc cref="IStudy.Run"/>
    StudyOutcome Run(TContext context);

    StudyWork IStudy.Work(Instance instance, Effort effort) => Work(instance.Of<TInstance>(), effort);

    StudyOutcome IStudy.Run(StudyContext context) => Run(context.Of<TContext>());
}
