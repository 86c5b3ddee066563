namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>
/// What a control breaks on purpose beside law and plan, to see whether a claim notices: nothing on the instances that claims are judged
/// on.
/// </summary>
public sealed record Breakage
{
    /// <summary>Nothing is broken.</summary>
    public static Breakage None { get; } = new();

    /// <summary>
    /// Share of the teacher's coordinates whose sign is wrong in the dense mixture that measurements and attacks refer to; labels keep the
    /// right one.
    /// </summary>
    public double MixtureFlip { get; init; }

    /// <summary>
    /// Share of the neurons that adversarial training starts from weights of a fresh random direction instead of the clean-trained ones.
    /// </summary>
    public double FreshShare { get; init; }

    /// <summary>At which share of the way from the initial to the adversarially trained weights the tangent kernel is taken.</summary>
    public double KernelShare { get; init; }

    /// <summary>Checks the shares.</summary>
    /// <exception cref="ArgumentException">One sentence: what is wrong and the mend.</exception>
    public void Validate()
    {
        Require(
            MixtureFlip is >= 0 and <= 0.5,
            $"The share of wrong signs in the dense mixture must lie in [0, 0.5], but is {MixtureFlip}.");
        Require(
            FreshShare is >= 0 and <= 1,
            $"The share of neurons that adversarial training starts afresh must lie in [0, 1], but is {FreshShare}.");
        Require(
            KernelShare is >= 0 and <= 1,
            $"The tangent kernel is taken at a share of the way in [0, 1], but is to be at {KernelShare}.");
    }

    private static void Require(bool condition, FormattableString sentence)
    {
        if (!condition)
        {
            throw new ArgumentException(FormattableString.Invariant(sentence));
        }
    }
}
