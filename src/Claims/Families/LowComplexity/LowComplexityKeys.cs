using System.Globalization;

namespace PurifyProofs.Claims.Families.LowComplexity;

/// <summary>
/// Names under which measurements of models of low complexity are recorded. <i>Proved</i> is said of a whole class, <i>reached</i> of the
/// best member that training found; nothing proved about a hinge loss or a mean margin is an accuracy.
/// </summary>
public static class LowComplexityKeys
{
    /// <summary>Scalar: no sign⟨w, x⟩ has a robust accuracy above this.</summary>
    public const string LinearProvedWithoutBias = "linear.proved_accuracy_without_bias";

    /// <summary>Scalar: no sign(⟨w, x⟩ + c) has a robust accuracy above this.</summary>
    public const string LinearProvedWithBias = "linear.proved_accuracy_with_bias";

    /// <summary>Proportion: robust accuracy of the best sign⟨w, x⟩, attacked exactly.</summary>
    public const string LinearReachedWithoutBias = "linear.reached_accuracy_without_bias";

    /// <summary>Proportion: robust accuracy of the best sign(⟨w, x⟩ + c), attacked exactly.</summary>
    public const string LinearReachedWithBias = "linear.reached_accuracy_with_bias";

    /// <summary>Series: (radius, what is proved of every linear classifier with a bias).</summary>
    public const string LinearProvedByRadius = "linear.proved_accuracy_by_radius";

    /// <summary>Series: (radius, robust accuracy of the best linear classifier with a bias).</summary>
    public const string LinearByRadius = "linear.reached_accuracy_by_radius";

    /// <summary>Series: (radius, attacked accuracy of the best polynomial of a degree).</summary>
    public static string PolynomialByRadius(int degree) => Degree(degree, "attacked_accuracy_by_radius");

    /// <summary>Series: (radius, attacked accuracy of the tangent kernel after adversarial training by FGM).</summary>
    public const string KernelByRadius = "kernel.attacked_accuracy_by_radius";

    /// <summary>Proportion: clean accuracy of the best polynomial of a degree.</summary>
    public static string PolynomialCleanAccuracy(int degree) => Degree(degree, "clean_accuracy");

    /// <summary>Proportion: attacked accuracy of the best polynomial of a degree.</summary>
    public static string PolynomialAttackedAccuracy(int degree) => Degree(degree, "attacked_accuracy");

    /// <summary>Proportion: certified accuracy of the best additive polynomial of a degree above 1.</summary>
    public static string PolynomialCertifiedAccuracy(int degree) => Degree(degree, "certified_accuracy");

    /// <summary>Scalar: lower bound of the adversarial hinge loss of every polynomial of a degree and budget B, in population.</summary>
    public static string PolynomialHingeLoss(int degree, double budget) =>
        Degree(degree, string.Create(CultureInfo.InvariantCulture, $"hinge_loss_budget_{budget}"));

    /// <summary>Series: (d, attacked accuracy of the best polynomial of a degree) at per-coordinate noise c/√k.</summary>
    public static string PolynomialByDimension(int degree, double noiseFraction) =>
        Degree(degree, string.Create(CultureInfo.InvariantCulture, $"attacked_accuracy_by_dimension_noise_{noiseFraction}"));

    /// <summary>Proportion: attacked accuracy of the best polynomial of a degree at the largest dimension and per-coordinate noise c/√k.</summary>
    public static string PolynomialAtLargestDimension(int degree, double noiseFraction) =>
        Degree(degree, string.Create(CultureInfo.InvariantCulture, $"attacked_accuracy_at_largest_dimension_noise_{noiseFraction}"));

    /// <summary>Proportion: attacked accuracy of a tangent-kernel model.</summary>
    /// <param name="training">Index of the training.</param>
    public static string KernelAttackedAccuracy(int training) => Kernel(training, "attacked_accuracy");

    /// <summary>Proportion: clean accuracy of a tangent-kernel model.</summary>
    /// <param name="training">Index of the training.</param>
    public static string KernelCleanAccuracy(int training) => Kernel(training, "clean_accuracy");

    /// <summary>Scalar: ‖v‖ of a trained tangent-kernel model.</summary>
    /// <param name="training">Index of the training.</param>
    public static string KernelNorm(int training) => Kernel(training, "norm");

    /// <summary>Scalar: largest mean margin of any tangent-kernel model of norm 1 on clean samples.</summary>
    public const string KernelCleanMeanMargin = "kernel.clean_mean_margin";

    /// <summary>Scalar: the same under the oblivious shift −yρu, deviation included.</summary>
    public const string KernelShiftedMeanMargin = "kernel.shifted_mean_margin";

    /// <summary>Scalar: ρ of that shift, at most τ.</summary>
    public const string KernelShift = "kernel.shift";

    /// <summary>Scalar: lower bound of the adversarial hinge loss of every tangent-kernel model of norm at most B, in population.</summary>
    public static string KernelHingeLoss(double budget) => string.Create(CultureInfo.InvariantCulture, $"kernel.hinge_loss_budget_{budget}");

    /// <summary>Proportion: attacked accuracy of random ReLU features, of which nothing is proved.</summary>
    public const string RandomFeaturesAttackedAccuracy = "random_features.attacked_accuracy";

    private static string Degree(int degree, string quantity) => string.Create(CultureInfo.InvariantCulture, $"degree{degree}.{quantity}");

    private static string Kernel(int training, string quantity) => string.Create(CultureInfo.InvariantCulture, $"kernel{training}.{quantity}");
}
