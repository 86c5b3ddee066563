namespace PurifyProofs.Claims.Instances;

/// <summary>
/// A training setting that is drawn around its preset: multiplied by an independent factor, log-uniform between
/// 1/<see cref="LargestFactor"/> and <see cref="LargestFactor"/> in 201 equal steps, and rounded to four digits. How wide each may be before
/// claims fail at small dimensions is told in <c>docs/instances.md</c>.
/// </summary>
/// <typeparam name="TInstance">The family.</typeparam>
/// <param name="Field">The setting.</param>
/// <param name="LargestFactor">The largest factor.</param>
internal sealed record JitteredSetting<TInstance>(InstanceField<TInstance> Field, double LargestFactor)
    where TInstance : Instance
{
    private const int Digits = 4;

    /// <summary>The instance with the setting multiplied by the factor of a step from −<paramref name="steps"/> to <paramref name="steps"/>.</summary>
    public TInstance Apply(TInstance instance, int step, int steps)
    {
        double factor = Math.Pow(LargestFactor, step / (double)steps);
        return Field.Write!(instance, SignificantDigits.Round(Field.Read!(instance) * factor, Digits));
    }
}
