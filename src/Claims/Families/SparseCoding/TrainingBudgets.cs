using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>Budgets of adversarial training on a grid, and the search for the smallest one that suffices.</summary>
public static class TrainingBudgets
{
    private const int Count = 11;

    /// <summary>Which of the budgets is the instance's own.</summary>
    public const int Own = 8;

    /// <summary>The budgets as shares of the instance's own steps, increasing, a factor of √2 apart: 1/16 to 2.</summary>
    public static IReadOnlyList<double> Shares { get; } = [.. Enumerable.Range(0, Count).Select(static index => Math.Pow(2, (index - Own) / 2.0))];

    /// <summary>The instance with a budget; ramp and steps of adversarial training are scaled together, each to at least 1.</summary>
    /// <param name="instance">The instance with its own budget.</param>
    /// <param name="budget">Index into <see cref="Shares"/>.</param>
    public static SparseCodingInstance Apply(SparseCodingInstance instance, int budget)
    {
        ArgumentNullException.ThrowIfNull(instance);
        TrainingPhase adversarial = instance.Plan.Adversarial;
        return instance with
        {
            Plan = instance.Plan with
            {
                Adversarial = adversarial with
                {
                    Steps = Scaled(adversarial.Steps, budget),
                    RampSteps = Scaled(adversarial.RampSteps, budget),
                },
            },
        };
    }

    /// <summary>Steps of clean and adversarial training together, and the samples seen in them.</summary>
    public static (double Steps, double Samples) Cost(SparseCodingInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        (TrainingPhase clean, TrainingPhase adversarial) = (instance.Plan.Clean, instance.Plan.Adversarial);
        return (clean.Steps + adversarial.Steps, ((double)clean.Steps * clean.BatchSize) + ((double)adversarial.Steps * adversarial.BatchSize));
    }

    /// <summary>
    /// The smallest budget that suffices, by bisection from the instance's own on, as if every larger one sufficed as well. Null where none
    /// suffices, which the largest has then been tried for, or where an answer is not known.
    /// </summary>
    /// <param name="suffices">Whether the budget of an index suffices; null where that is not known.</param>
    /// <param name="complete">Whether every answer was known.</param>
    public static int? Smallest(Func<int, bool?> suffices, out bool complete)
    {
        ArgumentNullException.ThrowIfNull(suffices);
        int low = -1, high = Count;
        for (int next = Own; high - low > 1; next = (low + high) / 2)
        {
            if (suffices(next) is not { } sufficient)
            {
                complete = false;
                return null;
            }

            (low, high) = sufficient ? (low, next) : (next, high);
        }

        complete = true;
        return high < Count ? high : null;
    }

    private static int Scaled(int steps, int budget) => Math.Max(1, (int)Math.Round(steps * Shares[budget]));
}
