namespace PurifyProofs.Claims.Claim;

/// <summary>How far a breaker goes.</summary>
public enum BreakerStrength
{
    /// <summary>Hardly further than the claim's threshold: shows that the suite sees a small violation.</summary>
    NearThreshold,

    /// <summary>So far that nothing is left of the claim.</summary>
    Gross,
}

/// <summary>
/// One hypothesis broken, by one key of the instance line, under which a claim must come out violated: a positive control of
/// the suite.
/// </summary>
/// <param name="Name">Name in tables and folders, in kebab case.</param>
/// <param name="BrokenHypothesis">What the claim supposes and the breaker denies, as a clause.</param>
/// <param name="Strength">How far it goes.</param>
/// <param name="Base">The instances it breaks: such on which the claim holds.</param>
/// <param name="Key">The key of the instance line that it sets.</param>
/// <param name="Value">The value for an instance.</param>
public sealed record Breaker(
    string Name,
    string BrokenHypothesis,
    BreakerStrength Strength,
    ControlBase Base,
    string Key,
    Func<Instance, double> Value)
{
    /// <summary>The instance with the hypothesis broken; its line reproduces it.</summary>
    /// <exception cref="ArgumentException">The broken instance cannot be run; one sentence.</exception>
    public Instance Break(Instance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        Instance broken = instance.With(Key, Value(instance));
        broken.Validate();
        return broken;
    }
}
