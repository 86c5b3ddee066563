namespace PurifyProofs.Claims.Instances;

/// <summary>Draws instances at random inside the hypotheses of the claims.</summary>
public static class InstanceGenerator
{
    /// <summary>The instances of a check: the same seed gives the same list.</summary>
    public static IReadOnlyList<Instance> Generate(Scale scale, ulong seed, int? count) => throw new NotImplementedException();
}
