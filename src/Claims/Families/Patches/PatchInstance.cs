using System.Globalization;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Claims.Families.Patches;

/// <summary>An instance of structured data.</summary>
/// <param name="Law">The data law.</param>
/// <param name="Plan">The training plan.</param>
/// <param name="Threat">What the adversary may do, in training and in evaluation.</param>
/// <param name="Radius">ε, in training and in evaluation.</param>
/// <param name="Seed">Seed of features, initial weights and every sample.</param>
/// <param name="Preset">Name of the preset the plan started from.</param>
public sealed record PatchInstance(StructuredPatchLaw Law, PatchTrainingPlan Plan, PatchThreatModel Threat, double Radius, ulong Seed, string Preset)
    : Instance(Radius, Seed, Preset)
{
    public override InstanceFamily Family => PatchFamily.Identity;

    public override double ForwardProducts => (double)Law.Classes * Plan.NeuronsPerClass * Law.Patches * Law.Dimension;

    public override string Line => PatchLine.Print(this);

    public override void Validate()
    {
        Law.Validate();
        Plan.Validate();
        if (!(Radius > 0 && double.IsFinite(Radius)))
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"The radius ε must be positive, but is {Radius}; the claims ask for one between β = {Law.NonRobust.Largest:0.###} and α = {Law.Robust.Smallest:0.###}."));
        }
    }

    public override Instance With(string key, double value) => PatchFields.All.With(this, key, value);
}
