using System.Globalization;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Cli.Words;

/// <summary>What a whole report promises, as sentences.</summary>
internal static class GuaranteeWords
{
    /// <summary>The promise over a number of claims.</summary>
    public static string Of(JudgementBasis basis, int claims) =>
        (basis.Guarantee is { } guarantee ? OfLaw(guarantee, claims) : "Every verdict speaks of the instances below and of no others.") + OfScope(basis.Scope);

    private static string OfLaw(ReportGuarantee guarantee, int claims)
    {
        string share = guarantee.Exceptions == 0.5 ? "half" : Percent(1 - guarantee.Exceptions);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"With probability at least {Percent(1 - guarantee.ErrorProbability)} no verdict of this report is wrong, whenever it was stopped: *holds* says that a claim holds on at least {share} of the instances of the law they were drawn from, *violated* that it holds on less. Each of the {claims} claims is tested at {guarantee.ErrorProbability / claims:0.####}.");
    }

    private static string OfScope(HypothesisScope scope) =>
        scope == HypothesisScope.Beyond ? " Claims were judged outside their hypotheses too." : "";

    // Not "P0": 99.5 % must not read 100 %.
    private static string Percent(double share) => (100 * share).ToString("0.####", CultureInfo.InvariantCulture) + " %";
}
