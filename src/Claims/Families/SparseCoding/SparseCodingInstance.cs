using System.Globalization;
using PurifyProofs.Claims.Instances;
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
    /// <summary>What a control breaks.</summary>
    public Breakage Broken { get; init; } = Breakage.None;

    /// <inheritdoc/>
    public override InstanceFamily Family => SparseCodingFamily.Identity;

    /// <inheritdoc/>
    public override double ForwardProducts => (double)Plan.Width * Law.Dimension;

    /// <inheritdoc/>
    public override string Line => SparseCodingLine.Print(this);

    /// <summary>Draws dictionary and teacher; the caller owns them.</summary>
    public SparseCodingDistribution CreateDistribution() => new(Law, Seed, Broken.MixtureFlip);

    /// <inheritdoc/>
    public override void Validate()
    {
        Law.Validate();
        Plan.Validate();
        Broken.Validate();
        if (!(Radius > 0 && double.IsFinite(Radius)))
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"The radius τ must be positive, but is {Radius}; the claims' window at d = {Law.Dimension}, k = {Law.Sparsity} is {CoreHypotheses.LowestRadius(Law):0.###} to {CoreHypotheses.HighestRadius(Law):0.###}."));
        }
    }

    /// <inheritdoc/>
    public override Instance With(string key, double value) => SparseCodingFields.All.With(this, key, value);
}
