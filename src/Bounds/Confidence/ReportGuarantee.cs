using System.Globalization;

namespace PurifyProofs.Bounds.Confidence;

/// <summary>
/// What a whole report promises: with probability at least 1 − α no verdict in it is wrong. A verdict *holds* is wrong when
/// the claim holds on less than 1 − δ of the instances, *violated* when it holds on at least 1 − δ; undecided is never
/// wrong. Each of c claims is tested at α/c, which is valid whatever the dependence between claims; docs/statistics.md
/// proves it and says why Holm's procedure gains nothing here.
/// </summary>
/// <param name="Exceptions">δ in (0, 1): the share of instances on which a claim may fail.</param>
/// <param name="ErrorProbability">α in (0, 1): chance allowed for any wrong verdict in the report.</param>
public sealed record ReportGuarantee(double Exceptions, double ErrorProbability)
{
    /// <summary>Half of the instances at 95 %: 8 clean instances for 8 claims.</summary>
    public static ReportGuarantee Quick { get; } = new(0.5, 0.05);

    /// <summary>Nine tenths of the instances at 99 %: 69 clean instances for 10 claims.</summary>
    public static ReportGuarantee Standard { get; } = new(0.1, 0.01);

    /// <summary>Nineteen twentieths of the instances at 99 %: 141 clean instances for 10 claims.</summary>
    public static ReportGuarantee Full { get; } = new(0.05, 0.01);

    /// <summary>The test of each of the report's claims.</summary>
    /// <param name="claims">How many claims the report judges across instances; fixed before any outcome is seen.</param>
    /// <param name="instanceError">Chance that a verdict on one instance is wrong.</param>
    /// <exception cref="ArgumentOutOfRangeException">No claim, or a number outside its range.</exception>
    public SequentialTest TestFor(int claims, double instanceError)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(claims, 1);
        return new SequentialTest(Exceptions, ErrorProbability / claims, instanceError);
    }

    /// <summary>The verdict of one claim as a sentence, with this guarantee.</summary>
    public string Sentence(SequentialState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        string found = Found(state);
        return state.Decision switch
        {
            Decision.Holds => $"Holds on at least {Share(1 - Exceptions)} of such instances, {Percent(1 - ErrorProbability)}: {found}.",
            Decision.Violated => $"Fails on more than {Share(Exceptions)} of such instances, {Percent(1 - ErrorProbability)}: {found}.",
            _ => string.Create(CultureInfo.InvariantCulture, $"Undecided: {state.Instances} of {state.Instances + state.InstancesMissing} instances; {found}, and {state.InstancesMissing} more must hold."),
        };
    }

    private static string Found(SequentialState state)
    {
        string open = state.Open == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" and is open on {state.Open}");
        return string.Create(CultureInfo.InvariantCulture, $"it holds on {state.Held} and fails on {state.Failed}{open}");
    }

    private static string Share(double share) => share == 0.5 ? "half" : Percent(share);

    // Not "P0": 99.5 % must not read 100 %.
    private static string Percent(double share) => (100 * share).ToString("0.####", CultureInfo.InvariantCulture) + " %";
}
