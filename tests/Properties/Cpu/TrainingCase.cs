using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using PurifyProofs.Properties.SparseCoding;

namespace PurifyProofs.Properties.Cpu;

/// <summary>A random data law, a random network on it and a random phase of training.</summary>
internal sealed record TrainingCase(SparseCodingLaw Law, TrainingPlan Plan, TrainingPhase Phase, UpdateRule Rule, bool BiasGrows, ulong Seed)
{
    /// <summary>Every attack and update rule, all three smoothings, sizes that fit no vector, panel or block.</summary>
    public static Gen<TrainingCase> All { get; } =
        from law in Laws.All
        from width in Gen.Choose(1, 70)
        from smoothing in Gen.Elements(Enum.GetValues<Smoothing>())
        from attack in Gen.Elements(Enum.GetValues<TrainingAttack>())
        from batch in Gen.OneOf(Gen.Choose(1, 110), Gen.Elements(1, 47, 48, 49, 97))
        from rank in Gen.Elements(0, 0, 1, 3)
        from cooldown in Gen.Choose(0, 10)
        from grows in Gen.Elements(true, false)
        from seed in Gen.Choose(0, int.MaxValue)
        let phase = new TrainingPhase
        {
            Steps = 6,
            BatchSize = batch,
            LearningRate = 2,
            CooldownShare = cooldown / 10.0,
            WeightDecay = 1e-3,
            Attack = attack,
            Radius = 0.2,
            RampSteps = 4,
            AttackSteps = 3,
        }
        let plan = new TrainingPlan
        {
            Width = width,
            OutputScale = 0.5,
            InitialScale = 0.3,
            Smoothing = smoothing,
            SmoothingFraction = 0.7,
            Bias = new BiasSchedule(0.3, 0.8, 4),
            Clean = phase,
            Adversarial = phase,
        }
        select new TrainingCase(law, plan, phase, rank == 0 ? new UpdateRule.Full() : new UpdateRule.LowRank(rank, (ulong)seed), grows, (ulong)seed);

    /// <summary>What a trainer is told.</summary>
    public TrainerSettings Settings => new(Phase, RandomStream.CleanTraining, Law.Sparsity, Plan.SmoothingFraction, BiasGrows ? Plan.Bias : null, Rule);

    /// <summary>The distribution.</summary>
    public SparseCodingDistribution CreateDistribution() => new(Law, Seed);

    /// <summary>The network at step 0.</summary>
    public SymmetricReluNetwork CreateNetwork() => InitialNetwork.Draw(Plan, Law.Dimension, Law.Sparsity, Seed, RandomStream.InitialWeights);
}
