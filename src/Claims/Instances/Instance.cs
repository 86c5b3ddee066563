using System.Globalization;
using PurifyProofs.Model.Data;
using PurifyProofs.Model.Training;

namespace PurifyProofs.Claims.Instances;

/// <summary>One point of the hypothesis space: a data law, a training plan, a radius and a seed. Everything measured follows from it.</summary>
/// <param name="Law">The data law.</param>
/// <param name="Plan">The training plan.</param>
/// <param name="Radius">The radius τ at which the claims are judged (ℓ2).</param>
/// <param name="Seed">Seed of dictionary, teacher, initial weights and every sample.</param>
/// <param name="Preset">Name of the preset the plan started from.</param>
public sealed record Instance(SparseCodingLaw Law, TrainingPlan Plan, double Radius, ulong Seed, string Preset)
{
    /// <summary>The line that reproduces the instance; see <see cref="InstanceLine"/>.</summary>
    public string Line => InstanceLine.Print(this);

    /// <summary>Checks that the instance can be run.</summary>
    /// <exception cref="ArgumentException">One sentence: what is wrong and the mend.</exception>
    public void Validate()
    {
        Law.Validate();
        Plan.Validate();
        if (!(Radius > 0 && double.IsFinite(Radius)))
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"The radius τ must be positive, but is {Radius}; the claims' window at d = {Law.Dimension}, k = {Law.Sparsity} is {CoreHypotheses.LowestRadius(Law):0.###} to {CoreHypotheses.HighestRadius(Law):0.###}."));
        }
    }
}
