using System.Globalization;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>
/// The hypotheses under which the FP claims are judged: constant magnitudes, ±1 teacher, orthonormal dictionary, no flipped
/// labels, the teacher's own dense mixture, adversarial training from the clean-trained weights, and a radius in the window 1.4√(k/d) ≤ τ ≤ 0.8/k. Below it even linear classifiers are robust, above it not even
/// a network of pure features.
/// </summary>
public static class CoreHypotheses
{
    /// <summary>The hypotheses as a sentence.</summary>
    public const string Sentence = "Constant magnitudes 1/√k, teacher ±1, orthonormal dictionary, and 1.4√(k/d) ≤ τ ≤ 0.8/k.";

    /// <summary>Adversarial training may be at so many times the radius of the claims.</summary>
    public const double LargestTrainingFactor = 1.5;

    /// <summary>The hypotheses of claims on adversarial training, as sentences.</summary>
    public static readonly string TrainingSentence = Sentence + FormattableString.Invariant(
        $" Adversarial training at no more than {LargestTrainingFactor} times that radius.");

    /// <summary>1.4√(k/d).</summary>
    public static double LowestRadius(SparseCodingLaw law)
    {
        ArgumentNullException.ThrowIfNull(law);
        return 1.4 * Math.Sqrt((double)law.Sparsity / law.Dimension);
    }

    /// <summary>0.8/k.</summary>
    public static double HighestRadius(SparseCodingLaw law)
    {
        ArgumentNullException.ThrowIfNull(law);
        return 0.8 / law.Sparsity;
    }

    /// <summary>The smallest dimension at which the window is not empty for sparsity k: 1.4√(k/d) ≤ 0.8/k means d ≥ (1.75)² k³.</summary>
    public static int SmallestDimension(int sparsity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sparsity, 1);
        return (int)Math.Min(int.MaxValue, Math.Ceiling(49.0 / 16 * sparsity * sparsity * sparsity));
    }

    /// <summary>The same for claims on adversarial training.</summary>
    public static string? BreachOfTraining(SparseCodingInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        double trained = instance.Plan.Adversarial.Radius;
        return trained > LargestTrainingFactor * instance.Radius
            ? FormattableString.Invariant(
                $"adversarial training at radius {trained} is more than {LargestTrainingFactor} times the radius {instance.Radius}")
            : Breach(instance);
    }

    /// <summary>Why the instance lies outside the hypotheses; null when it lies inside.</summary>
    public static string? Breach(SparseCodingInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        SparseCodingLaw law = instance.Law;
        if (law.Magnitude != MagnitudeLaw.Constant)
        {
            return $"the magnitudes are {law.Magnitude.ToString().ToLowerInvariant()}, not constant";
        }

        if (law.Teacher != TeacherLaw.Signs)
        {
            return "the teacher is not ±1";
        }

        if (law.Dictionary != DictionaryLaw.Orthonormal)
        {
            return "the dictionary is not orthonormal";
        }

        if (law.LabelFlip > 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"labels are flipped with probability {law.LabelFlip}");
        }

        Breakage broken = instance.Broken;
        if (broken.MixtureFlip > 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"the dense mixture has a share {broken.MixtureFlip} of wrong signs");
        }

        if (broken.FreshShare > 0)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"adversarial training starts a share {broken.FreshShare} of the neurons from fresh weights");
        }

        (double low, double high) = (LowestRadius(law), HighestRadius(law));
        return instance.Radius < low || instance.Radius > high
            ? string.Create(CultureInfo.InvariantCulture, $"the radius {instance.Radius} lies outside the window [{low:0.####}, {high:0.####}]")
            : null;
    }
}
