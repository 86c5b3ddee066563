using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Properties.Patches;

/// <summary>A random law, network and sample; everything follows from sizes and seed.</summary>
internal sealed record PatchCase(int Classes, int Patches, int Dimension, int Neurons, int Exponent, double Threshold, int Samples, int Seed)
{
    /// <summary>Sizes on both sides of a panel (8, 16, 32), a tile (6) and a vector.</summary>
    public static Gen<PatchCase> All { get; } =
        from classes in Gen.Choose(2, 5)
        from patches in Gen.Choose(1, 6)
        from spare in Gen.Elements(0, 1, 3, 7, 25)
        from neurons in Gen.Choose(1, 5)
        from exponent in Gen.Choose(2, 4)
        from threshold in Gen.Elements(0.1, 0.5, 2)
        from samples in Gen.Elements(1, 2, 7, 8, 9, 16, 33)
        from seed in Gen.Choose(0, int.MaxValue)
        select new PatchCase(classes, patches, (2 * classes) + spare, neurons, exponent, threshold, samples, seed);

    /// <summary>Small enough for branch and bound in all of R^d.</summary>
    public static Gen<PatchCase> Small { get; } =
        from classes in Gen.Choose(2, 3)
        from patches in Gen.Choose(1, 3)
        from neurons in Gen.Choose(1, 3)
        from exponent in Gen.Choose(2, 4)
        from threshold in Gen.Elements(0.1, 0.5)
        from seed in Gen.Choose(0, int.MaxValue)
        select new PatchCase(classes, patches, 2 * classes, neurons, exponent, threshold, 2, seed);

    public PowerReluFunction Activation => new(Exponent, Threshold);

    public StructuredPatchLaw Law => new()
    {
        Classes = Classes,
        Patches = Patches,
        Dimension = Dimension,
        Robust = new FeatureLaw(1, 1) { Spread = 0.2 },
        NonRobust = new FeatureLaw(0.35, Patches) { Spread = 0.1 },
    };

    public StructuredPatchDistribution CreateDistribution() => new(Law, (ulong)Seed);

    /// <summary>Pre-activations of order 1.</summary>
    public PatchNetwork CreateNetwork() =>
        new(RandomMatrix.Normal(new System.Random(Seed), Classes * Neurons, Dimension, 1), Classes, Activation);

    /// <summary>The law's samples.</summary>
    public PatchSamples CreateSamples(IPatchDevice device, StructuredPatchDistribution distribution) =>
        PatchSamples.Draw(device, distribution, RandomStream.Evaluation, Seed % 3, Samples);

    /// <summary>The claims' threat model and the three studied beside it.</summary>
    public static PatchThreat[] Threats(StructuredPatchDistribution distribution, double radius) =>
    [
        PatchThreat.NonRobustSpan(distribution, radius),
        .. Enum.GetValues<PerturbationSet>().Select(set => PatchThreat.Full(distribution, set, radius)),
    ];

    /// <summary>A point [P·d] of normal entries.</summary>
    public double[] CreatePoint(System.Random random) =>
        [.. Enumerable.Range(0, Patches * Dimension).Select(_ => 0.5 * RandomMatrix.NextNormal(random))];
}
