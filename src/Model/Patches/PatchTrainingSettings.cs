namespace PurifyProofs.Model.Patches;

/// <summary>How a patch network is trained by SGD on the cross-entropy.</summary>
public sealed record PatchTrainingSettings
{
    /// <summary>Number of steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Samples a step.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Learning rate η.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Where samples come from.</summary>
    public required RandomStream Stream { get; init; }

    /// <summary>N: training runs through a finite sample of so many, batch by batch; null draws fresh samples at every step.</summary>
    public int? SampleCount { get; init; }

    /// <summary>The attack on every batch; null trains on the samples themselves.</summary>
    public PatchAttackSettings? Attack { get; init; }

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">One sentence: what is wrong and the mend.</exception>
    public void Validate()
    {
        if (Steps < 1 || BatchSize < 1 || SampleCount < 1)
        {
            throw new ArgumentException($"Steps, batch size and sample count must be at least 1, but are {Steps}, {BatchSize} and {SampleCount}.");
        }

        if (!(LearningRate > 0 && double.IsFinite(LearningRate)))
        {
            throw new ArgumentException(FormattableString.Invariant($"The learning rate must be positive, but is {LearningRate}."));
        }

        Attack?.Validate();
    }
}
