using FsCheck.Xunit;

namespace PurifyProofs.Properties.Claims;

/// <summary>
/// The property of one claim, on one instance a run. All properties of a run draw with the seed of the run, so those of a family meet the
/// same instance and share its networks.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
#pragma warning disable xUnit3003 // FsCheck's attribute, the base, takes no position in the source.
public sealed class ClaimPropertyAttribute : PropertyAttribute
#pragma warning restore xUnit3003
{
    /// <summary>Of a claim of the catalogue.</summary>
    /// <param name="id">Its identifier.</param>
    public ClaimPropertyAttribute(string id)
    {
        (Id, MaxTest, QuietOnSuccess) = (id, 1, true);
        Replay = PropertyChecks.RunReplay;
        Arbitrary = [typeof(FreshInstances)];
    }

    /// <summary>The claim.</summary>
    public string Id { get; }
}
