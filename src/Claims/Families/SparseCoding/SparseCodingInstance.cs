using System.Globalization;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>An instance of sparse coding.</summary>
/// <param name="Law">The data law.</param>
/// <param name="Plan">The training plan.</param>
/// <param name="Radius">The radius τ at which the claims are judged (ℓ2).</param>
/// <param name="Seed">Seed of dictionary, teacher, initial weights and every sample.</param>
/// <param name="Preset">Name of the preset the plan started from.</param>
public sealed record SparseCodingInstance(SparseCodingLaw Law, TrainingPlan Plan, double Radius, ulong Seed, string Preset) : Instance(Radius, Seed, Preset)
{
    // Attacks of wider networks keep no Gram matrix.
    private const double LargestGram = 8192;

    /// <summary>What a control breaks.</summary>
    public Breakage Broken { get; init; } = Breakage.None;

    public override InstanceFamily Family => SparseCodingFamily.Identity;

    public override double ForwardProducts => (double)Plan.Width * Law.Dimension;

    // m·d: the networks of both trainings, what their steps keep and the attacks' copy in float32; the reference, six packings for certificates
    // and what is measured of the weights in float64. d²: the dictionary while it is drawn, and seven Gram matrices and factors of certificates. Then points and batches.
    public override double WorkingBytes(int points)
    {
        double d = Law.Dimension, m = Plan.Width, gram = Math.Min(m, LargestGram);
        double batch = Math.Max(Plan.Clean.BatchSize, Plan.Adversarial.BatchSize);
        return MemoryLimit.OfProcess
            + (((16 * sizeof(float)) + (16 * sizeof(double))) * m * d) + (sizeof(double) * m * Law.DictionarySize) + (sizeof(float) * gram * gram)
            + ((sizeof(float) + sizeof(double)) * d * Law.DictionarySize) + (7 * sizeof(double) * d * d)
            + (4 * sizeof(float) * d * (batch + points));
    }

    public override string Line => SparseCodingLine.Print(this);

    /// <summary>Draws dictionary and teacher; the caller owns them.</summary>
    public SparseCodingDistribution CreateDistribution() => new(Law, Seed, Broken.MixtureFlip);

    public override void Validate()
    {
        Law.Validate();
        Plan.Validate();
        Broken.Validate();
        MemoryLimit.RequireArray("WᵀW [d × d]", Law.Dimension, Law.Dimension);
        MemoryLimit.RequireArray("M [d × D]", Law.Dimension, Law.DictionarySize);
        MemoryLimit.RequireArray("W [m × d]", Plan.Width, Law.Dimension);
        MemoryLimit.RequireArray("A batch [n × d]", Math.Max(Plan.Clean.BatchSize, Plan.Adversarial.BatchSize), Law.Dimension);
        if (!(Radius > 0 && double.IsFinite(Radius)))
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"The radius τ must be positive, but is {Radius}; the claims' window at d = {Law.Dimension}, k = {Law.Sparsity} is {CoreHypotheses.LowestRadius(Law):0.###} to {CoreHypotheses.HighestRadius(Law):0.###}."));
        }
    }

    public override Instance With(string key, double value) => SparseCodingFields.All.With(this, key, value);
}
