using PurifyProofs.Claims.Instances;

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
