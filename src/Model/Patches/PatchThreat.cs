using System.Numerics.Tensors;

namespace PurifyProofs.Model.Patches;

/// <summary>The shape of the set of perturbations.</summary>
public enum PerturbationSet
{
    /// <summary>‖δ_p‖_2 ≤ ε for every patch.</summary>
    PatchBall,

    /// <summary>|δ_{p,j}| ≤ ε for every patch and coordinate.</summary>
    MaximumNorm,

    /// <summary>‖δ‖_2 ≤ ε over all patches together.</summary>
    GlobalBall,
}

/// <summary>
/// What the adversary may do: δ_p = Bᵀ c_p with (c_1 … c_P) in a set. The rows of B are the non-robust features for the claims' threat
/// model, and the unit vectors for the full ones.
/// </summary>
public sealed class PatchThreat
{
    private readonly double[][][] features;
    private readonly int patches;

    private PatchThreat(string name, PerturbationSet set, double radius, double[][] basis, int patches, double[][][] features)
    {
        if (!(radius > 0 && double.IsFinite(radius)))
        {
            throw new ArgumentException(FormattableString.Invariant($"The radius must be positive and finite, but is {radius}."), nameof(radius));
        }

        (Name, Set, Radius, Basis, this.patches, this.features) = (name, set, radius, basis, patches, features);
    }

    /// <summary>In words.</summary>
    public string Name { get; }

    /// <summary>The set of the coordinates.</summary>
    public PerturbationSet Set { get; }

    /// <summary>ε.</summary>
    public double Radius { get; }

    /// <summary>B as rows [k][d].</summary>
    public double[][] Basis { get; }

    /// <summary>Whether the patches are perturbed independently of one another.</summary>
    public bool IsSeparable => Set != PerturbationSet.GlobalBall;

    /// <summary>Kinds of features whose injection is tried: v, and u where it is in reach.</summary>
    public int InjectionKinds => features.Length;

    /// <summary>‖δ_p‖ ≤ ε inside the span of the non-robust features: the claims' threat model.</summary>
    public static PatchThreat NonRobustSpan(StructuredPatchDistribution distribution, double radius)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        double[][] units = Units(distribution.Law.Classes);
        return new PatchThreat("per patch, span of the non-robust features", PerturbationSet.PatchBall, radius, distribution.NonRobustFeatures, distribution.Law.Patches, [units]);
    }

    /// <summary>All of R^d, in a given set.</summary>
    public static PatchThreat Full(StructuredPatchDistribution distribution, PerturbationSet set, double radius)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        string name = set switch
        {
            PerturbationSet.PatchBall => "per patch, full ℓ2 ball",
            PerturbationSet.MaximumNorm => "ℓ∞",
            _ => "global ℓ2 ball",
        };
        double[][][] features = [distribution.NonRobustFeatures, distribution.RobustFeatures];
        return new PatchThreat(name, set, radius, Units(distribution.Law.Dimension), distribution.Law.Patches, features);
    }

    /// <summary>
    /// The fixed perturbation of every patch that erases the feature of class <paramref name="label"/> and injects that of
    /// <paramref name="target"/>: ε(f_o − f_y)/√2 in a patch's ball, as large as the set allows in the others.
    /// </summary>
    /// <param name="kind">Which kind of feature.</param>
    /// <param name="label">y.</param>
    /// <param name="target">o.</param>
    /// <returns>Coordinates of one patch [k].</returns>
    public double[] Injection(int kind, int label, int target)
    {
        var direction = new double[Basis.Length];
        TensorPrimitives.Subtract(features[kind][target], features[kind][label], direction);
        return Extend(direction);
    }

    /// <summary>The multiple of a direction that reaches the border of the set when every patch takes it.</summary>
    public double[] Extend(double[] direction)
    {
        if (Set == PerturbationSet.MaximumNorm)
        {
            return Array.ConvertAll(direction, value => Radius * Math.Sign(value));
        }

        double length = TensorPrimitives.Norm<double>(direction) * (Set == PerturbationSet.GlobalBall ? Math.Sqrt(patches) : 1);
        return length > 0 ? Array.ConvertAll(direction, value => Radius / length * value) : direction;
    }

    /// <summary>How far coordinates lie outside: the norm of the set divided by ε, at most 1 inside.</summary>
    /// <param name="coordinates">c [P·k].</param>
    public double RelativeSize(ReadOnlySpan<double> coordinates)
    {
        if (Set == PerturbationSet.MaximumNorm)
        {
            return Math.Abs(TensorPrimitives.MaxMagnitude(coordinates)) / Radius;
        }

        if (Set == PerturbationSet.GlobalBall)
        {
            return TensorPrimitives.Norm(coordinates) / Radius;
        }

        double size = 0;
        for (int start = 0; start < coordinates.Length; start += Basis.Length)
        {
            size = Math.Max(size, TensorPrimitives.Norm(coordinates.Slice(start, Basis.Length)) / Radius);
        }

        return size;
    }

    private static double[][] Units(int count)
    {
        var units = new double[count][];
        for (int i = 0; i < count; i++)
        {
            units[i] = new double[count];
            units[i][i] = 1;
        }

        return units;
    }
}
