using PurifyProofs.Model.Files;

namespace PurifyProofs.Snapshots.Commands;

/// <summary>Two neurons on the coordinate axes and four points, written by hand so that every margin is known.</summary>
internal static class TinyNetwork
{
    /// <summary>Arrays of f(x) = r(x₁) − r(−x₁) + r(x₂) − r(−x₂) with b = s = 0, so f(x) = x₁ + x₂.</summary>
    public static Dictionary<string, NpyArray> Weights() => new()
    {
        ["W"] = NpyArray.Matrix([1f, 0f, 0f, 1f], 2, 2),
        ["b"] = NpyArray.Vector([0f, 0f]),
        ["s"] = NpyArray.Vector([0f, 0f]),
        ["a"] = NpyArray.Scalar(1),
        ["smoothing"] = NpyArray.Scalar(0),
    };

    /// <summary>Points with clean margins 2, 0.5, 0.5 and −1.</summary>
    public static Dictionary<string, NpyArray> Points() => new()
    {
        ["X"] = NpyArray.Matrix([1f, 1f, 0.25f, 0.25f, -0.25f, -0.25f, 0.5f, 0.5f], 4, 2),
        ["y"] = NpyArray.Vector([1f, 1f, -1f, -1f]),
    };

    /// <summary>The same arrays with one replaced.</summary>
    public static Dictionary<string, NpyArray> With(this Dictionary<string, NpyArray> arrays, string name, NpyArray array) =>
        new(arrays) { [name] = array };

    /// <summary>The same arrays without one.</summary>
    public static Dictionary<string, NpyArray> Without(this Dictionary<string, NpyArray> arrays, string name) =>
        arrays.Where(pair => pair.Key != name).ToDictionary();
}
