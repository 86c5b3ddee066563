using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>A study of an instance of sparse coding.</summary>
public interface ISparseCodingStudy : IStudy
{
    /// <inheritdoc cref="IStudy.Work"/>
    StudyWork Work(SparseCodingInstance instance, Effort effort);

    /// <inheritdoc cref="IStudy.Run"/>
    StudyOutcome Run(SparseCodingContext context);

    /// <inheritdoc/>
    StudyWork IStudy.Work(Instance instance, Effort effort) => Work((SparseCodingInstance)instance, effort);

    /// <inheritdoc/>
    StudyOutcome IStudy.Run(StudyContext context) => Run((SparseCodingContext)context);
}
