using System.Numerics.Tensors;
using PurifyProofs.Model.FixedFeatures;

namespace PurifyProofs.Bounds.LowComplexity;

/// <summary>
/// The dual bound (docs/lower-bounds.md, part 4) with weights λ = σ(s(1 − y f_v(x + δ))) of a reference model v found on pilot points:
/// where v minimises the soft hinge loss there, Σλyφ is nearly zero, as it must be for a good bound.
/// </summary>
/// <param name="Features">φ, in the coordinates whose norm is budgeted.</param>
/// <param name="Reference">v [N].</param>
/// <param name="Loss">The soft hinge whose slopes are the weights.</param>
/// <param name="Radius">R: λ = 0 where ‖φ‖ > R.</param>
public sealed record DualBound(IFeatureMap Features, double[] Reference, SoftHingeLoss Loss, double Radius)
{
    private static readonly double[] Sharpnesses = [4, 16];
    private static readonly double[] Ridges = [1e-6, 1e-4, 1e-3, 1e-2, 1e-1, 1];

    /// <summary>The best weights among several reference models, judged on the pilot points at a given budget.</summary>
    /// <param name="features">φ.</param>
    /// <param name="pilot">Perturbed pilot points.</param>
    /// <param name="budget">B.</param>
    public static DualBound Choose(IFeatureMap features, LabelledVectors pilot, double budget)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(pilot);
        double[][] table = FeatureTable.FeaturesOf(features, pilot);
        double radius = 1.2 * table.Max(static row => TensorPrimitives.Norm<double>(row));
        return Candidates(features, table, pilot.Y, radius).MaxBy(candidate => candidate.Evaluate(table, pilot.Y, 0.5).OnSample(budget))!;
    }

    /// <summary>The certificate on fresh perturbed samples, batch by batch.</summary>
    /// <param name="batches">Perturbed samples that neither <see cref="Choose"/> nor the attacker has seen.</param>
    /// <param name="errorProbability">Of the statement about the population.</param>
    public DualCertificate Certify(IEnumerable<LabelledVectors> batches, double errorProbability)
    {
        ArgumentNullException.ThrowIfNull(batches);
        var accumulator = new DualAccumulator(Features.Count, Radius);
        foreach (LabelledVectors batch in batches)
        {
            Add(accumulator, FeatureTable.FeaturesOf(Features, batch), batch.Y);
        }

        return accumulator.Conclude(errorProbability);
    }

    private static IEnumerable<DualBound> Candidates(IFeatureMap features, double[][] table, double[] labels, double radius)
    {
        foreach (double sharpness in Sharpnesses)
        {
            foreach (double ridge in Ridges)
            {
                var loss = new SoftHingeLoss(sharpness, 1);
                yield return new DualBound(features, new SoftHingeRegression(loss, ridge).Fit(table, labels), loss, radius);
            }
        }
    }

    private DualCertificate Evaluate(double[][] table, double[] labels, double errorProbability)
    {
        var accumulator = new DualAccumulator(Features.Count, Radius);
        Add(accumulator, table, labels);
        return accumulator.Conclude(errorProbability);
    }

    private void Add(DualAccumulator accumulator, double[][] table, double[] labels)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            double weight = Loss.Weight(labels[i] * TensorPrimitives.Dot<double>(Reference, table[i]));
            accumulator.Add(weight, labels[i], table[i]);
        }
    }
}
