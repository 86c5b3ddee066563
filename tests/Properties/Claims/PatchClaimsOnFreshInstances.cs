using Xunit;

namespace PurifyProofs.Properties.Claims;

/// <summary>The claims on structured data, each on the instance that this run draws.</summary>
public sealed class PatchClaimsOnFreshInstances(StudiedInstances studied) : IClassFixture<StudiedInstances>
{
    [ClaimProperty("SD-1")]
    public void Standard_training_learns_the_non_robust_features_first(PatchDraw draw) => studied.AssertNotRefuted("SD-1", draw.Instance);

    [ClaimProperty("SD-2")]
    public void Adversarial_examples_are_made_of_non_robust_features(PatchDraw draw) => studied.AssertNotRefuted("SD-2", draw.Instance);

    [ClaimProperty("SD-3")]
    public void Adversarial_training_learns_the_robust_features_and_is_robust(PatchDraw draw) => studied.AssertNotRefuted("SD-3", draw.Instance);
}
