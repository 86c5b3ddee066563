using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Families.SparseCoding;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>Instances inside the hypotheses on which a whole check takes a fraction of a second.</summary>
internal static class TinyInstances
{
    /// <summary>Random sizes, smoothings and support laws; a few steps of training.</summary>
    public static Gen<SparseCodingInstance> All { get; } =
        from dimension in Gen.Choose(24, 40)
        from width in Gen.Choose(5, 40)
        from batch in Gen.Choose(20, 70)
        from smoothing in Gen.Elements("none", "uniform", "gaussian")
        from support in Gen.Elements("exact", "bernoulli")
        from noise in Gen.Elements("gaussian", "spike")
        from seed in Gen.Choose(0, int.MaxValue)
        select SparseCodingLine.Parse(FormattableString.Invariant(
            $"d={dimension},k=1,m={width},radius=0.5,clean-batch={batch},adv-batch={batch},smoothing={smoothing},support={support},noiselaw={noise},clean-steps=12,bias-steps=5,adv-steps=10,adv-ramp=4,pgd-steps=2,seed={seed}"));
}
