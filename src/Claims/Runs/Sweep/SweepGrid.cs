using PurifyProofs.Claims.Families.SparseCoding;

namespace PurifyProofs.Claims.Runs.Sweep;

/// <summary>One instance varied along two parameters.</summary>
/// <param name="X">The parameter shown along x.</param>
/// <param name="Y">The parameter shown along y.</param>
/// <param name="Base">What the other parameters are.</param>
public sealed record SweepGrid(SweepAxis X, SweepAxis Y, SparseCodingInstance Base)
{
    /// <summary>Number of cells.</summary>
    public int Count => X.Values.Count * Y.Values.Count;

    /// <summary>The value of x in a cell; cells are counted along x first.</summary>
    public double XOf(int cell) => X.Values[cell % X.Values.Count];

    /// <summary>The value of y in a cell.</summary>
    public double YOf(int cell) => Y.Values[cell / X.Values.Count];

    /// <summary>The instance of a cell, which may not be one that can be run.</summary>
    public SparseCodingInstance InstanceOf(int cell)
    {
        (SweepKey Key, double Value)[] set = [(X.Key, XOf(cell)), (Y.Key, YOf(cell))];
        return SweepKey.All.SelectMany(key => set.Where(one => one.Key.Name == key.Name)).Aggregate(Base, static (instance, one) => one.Key.Set(instance, one.Value));
    }

    /// <summary>A parameter where both axes have real values; along no axis the base's.</summary>
    public double ValueOf(string key, double x, double y) =>
        X.Key.Name == key ? x : Y.Key.Name == key ? y : SweepKey.Find(key).Read(Base);
}
