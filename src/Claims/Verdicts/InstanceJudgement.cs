namespace PurifyProofs.Claims.Verdicts;

/// <summary>What one instance says about one claim, from whatever evidence there is.</summary>
internal static class InstanceJudgement
{
    /// <summary>Whether everything the claim reads was measured, or nothing needs to be.</summary>
    public static bool IsComplete(IClaim claim, InstanceResult result, HypothesisScope scope) =>
        BreachOf(claim, result, scope) is not null || claim.Needs.All(result.Evidence.Has);

    /// <summary>The verdict; undecided while something the claim reads is not measured.</summary>
    public static InstanceVerdict Of(IClaim claim, InstanceResult result, HypothesisScope scope)
    {
        string line = result.Instance.Line;
        if (BreachOf(claim, result, scope) is { } breach)
        {
            return new InstanceVerdict(line, VerdictKind.NotApplicable, $"{VerdictSentence.OutsideBecause}{breach}.", []);
        }

        Study[] missing = [.. claim.Needs.Where(study => !result.Evidence.Has(study))];
        return missing.Length == 0
            ? OfMeasured(claim, result)
            : new InstanceVerdict(line, VerdictKind.Undecided, $"Not measured yet: {string.Join(", ", missing)}.", []);
    }

    private static string? BreachOf(IClaim claim, InstanceResult result, HypothesisScope scope) =>
        scope == HypothesisScope.Within ? claim.Breach(result.Instance) : null;

    // Studies measure more from version to version; an old ledger stays readable, and says what it lacks.
    private static InstanceVerdict OfMeasured(IClaim claim, InstanceResult result)
    {
        try
        {
            return claim.Judge(result.Instance, result.Evidence, Effort.ErrorProbability);
        }
        catch (MissingMeasurementException missing)
        {
            string reason = $"The evidence lacks '{missing.Key}': it was recorded by an earlier version; run the check again.";
            return new InstanceVerdict(result.Instance.Line, VerdictKind.Undecided, reason, []);
        }
    }
}
