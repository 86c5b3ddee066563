using System.Security.Cryptography;
using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Model.Device;

namespace PurifyProofs.Cli.Commands.Check;

/// <summary>A check with everything decided that the command line left open.</summary>
/// <param name="Request">What the runner is asked.</param>
/// <param name="Claims">The claims it will judge.</param>
/// <param name="Devices">Opens the device that it runs on.</param>
/// <param name="SeedWasDrawn">Whether nobody chose the seed.</param>
/// <param name="Repeated">Instances that were given more than once, and count once.</param>
internal sealed record CheckPlan(CheckRequest Request, IReadOnlyList<IClaim> Claims, IDeviceFactory Devices, bool SeedWasDrawn, IReadOnlyList<Instance> Repeated)
{
    // Small enough to be typed, and exact in every JSON reader.
    private const int LargestDrawnSeed = 1_000_000_000;

    /// <summary>Decides what was left open: from the ledger on resuming, otherwise by default.</summary>
    /// <exception cref="UsageException">What was asked does not exist or makes no sense.</exception>
    /// <exception cref="FormatException">An instance line is malformed.</exception>
    public static CheckPlan From(CheckArguments arguments, CheckEngine engine)
    {
        LedgerHeader? earlier = Earlier(arguments, engine);
        string glob = arguments.Claims ?? earlier?.ClaimsGlob ?? ClaimCatalogue.DefaultGlob;
        Scale scale = arguments.Scale ?? earlier?.Scale ?? Scale.Quick;
        IReadOnlyList<IClaim> judged = JudgedAt(scale, ClaimSelection.Require("--claims", glob, engine));
        Instance[] typed = [.. arguments.InstanceLines.Select(engine.ParseInstance)];
        List<Instance> given = [.. typed.Distinct()];
        ulong? known = arguments.Seed ?? earlier?.Seed ?? given.FirstOrDefault()?.Seed;
        ulong seed = known ?? DrawSeed();
        (IReadOnlyList<Instance> instances, InstanceOrigin origin) = Instances(arguments, given, earlier, judged, scale, seed, engine);
        HypothesisScope scope = arguments.BeyondHypotheses ? HypothesisScope.Beyond : earlier?.Scope ?? HypothesisScope.Within;
        var request = new CheckRequest(
            scale, glob, instances, origin, scope, seed, arguments.Threads, Folder(arguments, scale, seed), arguments.Resume, arguments.TimeLimit)
        {
            CheckpointInterval = arguments.CheckpointInterval,
            ResumeOtherVersion = arguments.ResumeOtherVersion,
        };
        Instance[] repeated = [.. typed.GroupBy(static instance => instance).Where(static group => group.Skip(1).Any()).Select(static group => group.Key)];
        return new CheckPlan(request, judged, arguments.Device, SeedWasDrawn: known is null, repeated);
    }

    /// <summary>A seed that nobody chose.</summary>
    internal static ulong DrawSeed() => (ulong)RandomNumberGenerator.GetInt32(LargestDrawnSeed);

    /// <summary>Those of the selected claims that the scale judges; at least one.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    internal static IReadOnlyList<IClaim> JudgedAt(Scale scale, IReadOnlyList<IClaim> selected)
    {
        List<IClaim> judged = [.. selected.Where(claim => claim.FirstScale <= scale)];
        Scale first = selected.Min(claim => claim.FirstScale);
        return judged.Count > 0
            ? judged
            : throw new UsageException($"{string.Join(", ", selected.Select(claim => claim.Id))}: not judged at scale {ScaleWords.Name(scale)}, only from {ScaleWords.Name(first)} up; add --scale {ScaleWords.Name(first)}.");
    }

    // What the earlier run was about stands in its ledger; whoever resumes need not repeat it.
    private static LedgerHeader? Earlier(CheckArguments arguments, CheckEngine engine)
    {
        if (arguments.Directory is not { } directory)
        {
            return arguments.Resume && arguments.Seed is null
                ? throw new UsageException("--resume does not say which check to go on with; add --out DIR, the folder of that check.")
                : null;
        }

        bool taken = OutputFolder.HoldsCheck(directory);
        if (taken && !arguments.Resume)
        {
            throw new UsageException($"--out '{directory}' already holds a check, and nothing in it is overwritten; add --resume to go on with it, or choose another folder.");
        }

        return taken ? engine.Header(directory) : null;
    }

    private static (IReadOnlyList<Instance> Instances, InstanceOrigin Origin) Instances(
        CheckArguments arguments, List<Instance> given, LedgerHeader? earlier, IReadOnlyList<IClaim> claims, Scale scale, ulong seed, CheckEngine engine)
    {
        if (given.Count > 0)
        {
            return (given, InstanceOrigin.Given);
        }

        bool sameCheck = earlier is not null && arguments.InstanceCount is null && earlier.Scale == scale && earlier.Seed == seed;
        return sameCheck
            ? ([.. earlier!.InstanceLines.Select(engine.ParseInstance)], earlier.Origin)
            : (engine.GenerateInstances(Families(claims), scale, seed, arguments.InstanceCount), InstanceOrigin.Drawn);
    }

    private static IReadOnlyList<InstanceFamily> Families(IReadOnlyList<IClaim> claims) => FamilyRegistry.InOrder(claims.Select(static claim => claim.Family));

    private static string Folder(CheckArguments arguments, Scale scale, ulong seed)
    {
        string name = Path.Combine("purify-out", $"{ScaleWords.Name(scale)}-{seed}");
        return arguments.Directory ?? (arguments.Resume ? name : OutputFolder.Unused(name));
    }
}
