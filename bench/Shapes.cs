using PurifyProofs.Cli.Benchmarks;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Bench;

/// <summary>The shapes that benchmarks run over, by the names their tables show.</summary>
internal static class Shapes
{
    private static readonly Dictionary<string, WorkloadShape> ByName = new()
    {
        ["standard"] = WorkloadShape.Standard,
        ["late phase"] = WorkloadShape.LatePhase,
        ["Gaussian"] = WorkloadShape.Standard with { Smoothing = Smoothing.Gaussian, SmoothingFraction = 0.4 },
        ["d64 m256 n128"] = Resized(64, 256, 128),
        ["d512 m2048 n512"] = Resized(512, 2048, 512),
        ["d250 m1000 n500"] = Resized(250, 1000, 500),
    };

    /// <summary>Every name.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>The shape of a name.</summary>
    public static WorkloadShape Named(string name) => ByName[name];

    // A bias that shrinks like 1/√d keeps the active fraction of the late phase.
    private static WorkloadShape Resized(int dimension, int width, int batchSize) => WorkloadShape.LatePhase with
    {
        Dimension = dimension,
        Width = width,
        BatchSize = batchSize,
        BiasFraction = WorkloadShape.LatePhase.BiasFraction * Math.Sqrt((double)WorkloadShape.LatePhase.Dimension / dimension),
    };
}
