using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Model.Device;

namespace PurifyProofs.Cli.Terminal;

/// <summary>
/// What the command line calls to compute. Verbs receive it instead of reaching for it, so that the tests of the
/// command line can drive every verdict and every failure without training a network.
/// </summary>
/// <param name="Claims">The catalogue in order.</param>
/// <param name="SelectClaims">The claims whose id matches a glob; none when nothing matches.</param>
/// <param name="GenerateInstances">The instances of some families, of a scale, a seed and a count for each family (null: the scale's own count).</param>
/// <param name="ParseInstance">Reads an instance line.</param>
/// <param name="PrintInstance">Prints an instance line.</param>
/// <param name="Run">Runs a check on a device; on cancellation returns what is there.</param>
/// <param name="Restore">Judges again from the ledger in a folder.</param>
/// <param name="Header">What the check in a folder was asked to do.</param>
/// <param name="Forecast">What checks that follow one another would run, and how long they would take here.</param>
internal sealed record CheckEngine(
    Func<IReadOnlyList<IClaim>> Claims,
    Func<string, IReadOnlyList<IClaim>> SelectClaims,
    Func<IReadOnlyList<InstanceFamily>, Scale, ulong, int?, IReadOnlyList<Instance>> GenerateInstances,
    Func<string, Instance> ParseInstance,
    Func<Instance, string> PrintInstance,
    Func<CheckRequest, ICheckProgress, IDeviceFactory, CancellationToken, CheckResult> Run,
    Func<string, CheckResult> Restore,
    Func<string, LedgerHeader> Header,
    Func<IReadOnlyList<CheckRequest>, IDeviceFactory, CheckForecast> Forecast)
{
    /// <summary>The real thing.</summary>
    public static CheckEngine Real { get; } = new(
        () => ClaimCatalogue.All,
        ClaimCatalogue.Select,
        FamilyRegistry.Draw,
        FamilyRegistry.Parse,
        static instance => instance.Line,
        CheckRunner.Run,
        CheckRunner.Restore,
        CheckRunner.HeaderOf,
        CheckForecast.Of);
}
