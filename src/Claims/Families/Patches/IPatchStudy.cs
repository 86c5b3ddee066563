using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Families.Patches;

/// <summary>A study of an instance of structured data.</summary>
public interface IPatchStudy : IStudy
{
    /// <inheritdoc cref="IStudy.Work"/>
    StudyWork Work(PatchInstance instance, Effort effort);

    /// <inheritdoc cref="IStudy.Run"/>
    StudyOutcome Run(PatchContext context);

    /// <inheritdoc/>
    StudyWork IStudy.Work(Instance instance, Effort effort) => Work((PatchInstance)instance, effort);

    /// <inheritdoc/>
    StudyOutcome IStudy.Run(StudyContext context) => Run((PatchContext)context);
}
