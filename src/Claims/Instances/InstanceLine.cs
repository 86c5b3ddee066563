namespace PurifyProofs.Claims.Instances;

/// <summary>An instance as one line, for example <c>preset=two-sided,d=256,k=3,m=1024,noise=0.1,radius=0.18,seed=7</c>.</summary>
public static class InstanceLine
{
    /// <summary>The line; parsing it gives an equal instance.</summary>
    public static string Print(Instance instance) => throw new NotImplementedException();

    /// <summary>Reads a line. What is not given comes from the preset.</summary>
    /// <exception cref="FormatException">One sentence: which part is wrong and the mend.</exception>
    public static Instance Parse(string line) => throw new NotImplementedException();
}
