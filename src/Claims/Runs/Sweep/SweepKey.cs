using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Runs.Sweep;

/// <summary>A parameter that a sweep can vary.</summary>
/// <param name="Name">As it is typed.</param>
/// <param name="Label">As axes show it.</param>
/// <param name="IsLogarithmic">Whether equal ratios, not equal distances, lie between its values.</param>
/// <param name="IsWhole">Whether its values are whole numbers.</param>
/// <param name="Set">The instance with the parameter set.</param>
/// <param name="Read">The value of an instance.</param>
public sealed record SweepKey(string Name, string Label, bool IsLogarithmic, bool IsWhole, Func<SparseCodingInstance, double, SparseCodingInstance> Set, Func<SparseCodingInstance, double> Read)
{
    /// <summary>The parameters in the order in which they are set: sizes first, since the others follow them.</summary>
    public static IReadOnlyList<SweepKey> All { get; } =
    [
        new("d", "dimension d", true, true, static (i, v) => Resized(i, (int)v, i.Law.Sparsity), static i => i.Law.Dimension),
        new("k", "sparsity k", false, true, static (i, v) => Resized(i, i.Law.Dimension, (int)v), static i => i.Law.Sparsity),
        new("m", "neurons m", true, true, static (i, v) => i with { Plan = i.Plan.WithWidth((int)v) }, static i => i.Plan.Width),
        new("radius", "radius τ", false, false, InstanceSizing.WithRadius, static i => i.Radius),
        OfField("noise", "noise σ_x", false, false),
        OfField("clean-decay", "weight decay λ of clean training", true, false),
        OfField("clean-steps", "steps of clean training", true, true),
        OfField("adv-steps", "steps of adversarial training", true, true),
    ];

    /// <summary>The parameter of a name.</summary>
    /// <exception cref="FormatException">There is none; one sentence.</exception>
    public static SweepKey Find(string name) => All.FirstOrDefault(key => key.Name == name)
        ?? throw new FormatException($"'{name}' cannot be swept; the parameters are {string.Join(", ", All.Select(static key => key.Name))}.");

    private static SweepKey OfField(string name, string label, bool isLogarithmic, bool isWhole)
    {
        InstanceField<SparseCodingInstance> field = SparseCodingFields.Select(name)[0];
        return new SweepKey(name, label, isLogarithmic, isWhole, field.Write!, field.Read!);
    }

    // Width in proportion to d, settings in their ratio to the preset, and the same radii: where the window lies is what is looked for.
    // Resizing keeps a radius inside the window, which may be empty here, so it is given one outside.
    private static SparseCodingInstance Resized(SparseCodingInstance instance, int dimension, int sparsity)
    {
        SparseCodingLaw law = instance.Law;
        int width = Math.Max(1, (int)Math.Round((double)instance.Plan.Width * dimension / law.Dimension));
        SparseCodingInstance resized = InstanceSizing.Resize(instance with { Radius = 2 * CoreHypotheses.HighestRadius(law) }, dimension, sparsity, width);
        return resized with
        {
            Radius = instance.Radius,
            Plan = resized.Plan with { Adversarial = resized.Plan.Adversarial with { Radius = instance.Plan.Adversarial.Radius } },
        };
    }
}
