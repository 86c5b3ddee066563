namespace PurifyProofs.Claims.Claim;

/// <summary>A claim about one family's instances.</summary>
/// <typeparam name="TInstance">The family's instances.</typeparam>
public interface IClaim<in TInstance> : IClaim
    where TInstance : Instance
{
    /// <inheritdoc cref="IClaim.Breach"/>
    string? Breach(TInstance instance);

    /// <inheritdoc cref="IClaim.Judge"/>
    InstanceVerdict Judge(TInstance instance, InstanceEvidence evidence, double errorProbability);

    string? IClaim.Breach(Instance instance) => Breach(instance.Of<TInstance>());

    InstanceVerdict IClaim.Judge(Instance instance, InstanceEvidence evidence, double errorProbability) => Judge(instance.Of<TInstance>(), evidence, errorProbability);
}
