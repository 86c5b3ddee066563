using PurifyProofs.Model.FixedFeatures;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.LowComplexity;

/// <summary>
/// A randomised attacker that is fixed before the sample is drawn: each point meets one of several trained opponents, drawn at random,
/// and is perturbed by projected descent against it. Mixing opponents is what makes the bound tight: against one perturbation rule a
/// model can adapt, against the mixture of those that beat its predecessors it cannot (fictitious play).
/// </summary>
internal sealed record DualAttacker(IReadOnlyList<FeatureClassifier> Opponents, AttackSettings Attack, ulong Seed)
{
    /// <summary>The perturbed points; step and index of a point decide its opponent.</summary>
    public LabelledVectors Perturb(LabelledVectors points, int step)
    {
        var perturbed = new double[points.Count][];
        Parallel.For(0, perturbed.Length, i =>
        {
            var random = new RandomSequence(Seed, (uint)i, unchecked((uint)step), (uint)RandomStream.DualOpponents << 1);
            FeatureClassifier opponent = Opponents[random.NextInt(Opponents.Count)];
            perturbed[i] = FeatureAttack.OnPoint(opponent, points.X[i], points.Y[i], Attack, points.X[i]);
        });
        return points with { X = perturbed };
    }
}
