using System.Globalization;
using PurifyProofs.Model.Numerics;
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

    // Kmd: networks, steps and reference. nP: samples, injections and perturbations in input space and in the 2K coordinates of the threat model.
    // KmP: what a certificate keeps of each sample.
    public override double WorkingBytes(int points)
    {
        double neurons = (double)Law.Classes * Plan.NeuronsPerClass, rows = Math.Max(points, LargestBatch) * (double)Law.Patches;
        return MemoryLimit.OfProcess
            + (32 * sizeof(float) * neurons * Law.Dimension) + (sizeof(float) * rows * ((2.0 * Law.Dimension) + (12.0 * Law.Classes)))
            + (8 * sizeof(double) * neurons * Law.Patches) + (6 * sizeof(double) * Law.Classes * (double)Law.Dimension);
    }

    private int LargestBatch => Math.Max(Plan.Standard.BatchSize, Plan.Adversarial.BatchSize);

    public override string Line => PatchLine.Print(this);

    public override void Validate()
    {
        Law.Validate();
        Plan.Validate();
        double neurons = (double)Law.Classes * Plan.NeuronsPerClass;
        MemoryLimit.RequireArray("W [Km × d]", neurons, Law.Dimension);
        MemoryLimit.RequireArray("The features [2K × d]", 2.0 * Law.Classes, Law.Dimension);
        MemoryLimit.RequireArray("A sample [P × d]", Law.Patches, Law.Dimension);
        MemoryLimit.RequireArray("The coordinates of its perturbation [P × 2K]", Law.Patches, 2.0 * Law.Classes);
        MemoryLimit.RequireArray("Its activations [Km × P]", neurons, Law.Patches);
        MemoryLimit.RequireArray("The patches of all samples [n × P]", Math.Max(LargestBatch, Effort.Of(Scale.Full).MostPoints), Law.Patches);
        if (!(Radius > 0 && double.IsFinite(Radius)))
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"The radius ε must be positive, but is {Radius}; the claims ask for one between β = {Law.NonRobust.Largest:0.###} and α = {Law.Robust.Smallest:0.###}."));
        }
    }

    public override Instance With(string key, double value) => PatchFields.All.With(this, key, value);
}
