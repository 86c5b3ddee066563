using PurifyProofs.Claims.Catalogue.FeaturePurification;
using PurifyProofs.Claims.Catalogue.LowerBounds;
using PurifyProofs.Claims.Catalogue.StructuredData;

namespace PurifyProofs.Claims.Catalogue;

/// <summary>All claims, in the order of the report.</summary>
public static class ClaimCatalogue
{
    /// <summary>The claims that a check judges when none are named: lower bounds and structured data are selected by name.</summary>
    public const string DefaultGlob = "FP-*";

    /// <summary>All claims.</summary>
    public static IReadOnlyList<IClaim> All { get; } =
    [
        new InitialCorrelation(),
        new InitialCorrelationVanishes(),
        new CleanTrainingIsAccurate(),
        new CleanTrainingIsNotRobust(),
        new MoreCleanTrainingDoesNotHelp(),
        new AdversarialTrainingIsRobust(),
        new Purification(),
        new RemovedPartIsDenseMixture(),
        new LowRankPurification(),
        new AdversarialExamplesTransfer(),
        new PolynomialCost(),
        new NoLinearClassifierIsRobust(),
        new NoPolynomialIsRobust(),
        new NoPolynomialIsRobustAtLargeDimension(),
        new NoTangentKernelIsRobust(),
        new NonRobustFeaturesFirst(),
        new AdversarialExamplesAreNonRobustFeatures(),
        new AdversarialTrainingLearnsRobustFeatures(),
    ];

    /// <summary>The claims whose id matches a glob as <see cref="ClaimGlob"/> reads it.</summary>
    public static IReadOnlyList<IClaim> Select(string glob)
    {
        ArgumentNullException.ThrowIfNull(glob);
        var selected = new ClaimGlob(glob);
        return [.. All.Where(claim => selected.Matches(claim.Id))];
    }

    /// <summary>The selected claims that are judged at a scale.</summary>
    public static IReadOnlyList<IClaim> At(Scale scale, string glob) => [.. Select(glob).Where(claim => claim.FirstScale <= scale)];
}
