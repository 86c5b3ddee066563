using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Runs.Assumptions;

namespace PurifyProofs.Cli.Commands.Check;

/// <summary>A study of assumptions with everything decided that the command line left open.</summary>
/// <param name="Request">What is asked.</param>
/// <param name="Claims">The claims it will judge.</param>
/// <param name="SeedWasDrawn">Whether nobody chose the seed.</param>
/// <param name="Repeated">Instances that were given more than once, and count once.</param>
internal sealed record AssumptionPlan(AssumptionRequest Request, IReadOnlyList<IClaim> Claims, bool SeedWasDrawn, IReadOnlyList<Instance> Repeated)
{
    /// <summary>Decides what was left open: from the ledger of the unvaried check on resuming, otherwise by default.</summary>
    /// <exception cref="UsageException">What was asked does not exist or makes no sense.</exception>
    /// <exception cref="FormatException">An instance line is malformed.</exception>
    public static AssumptionPlan From(CheckArguments arguments, CheckEngine engine)
    {
        if (arguments.BeyondHypotheses)
        {
            throw new UsageException("--ablate judges every level, within a claim's hypotheses and beyond; drop --beyond-hypotheses.");
        }

        IReadOnlyList<Assumption> assumptions = Selected(arguments.Ablate!);
        bool earlier = arguments.Directory is { } named && IsTaken(named);
        if (earlier && !arguments.Resume)
        {
            throw new UsageException($"--out '{arguments.Directory}' already holds a study of assumptions, and nothing in it is overwritten; add --resume to go on with it, or choose another folder.");
        }

        CheckPlan unvaried = CheckPlan.From(Unvaried(arguments, earlier), engine);
        if (unvaried.Claims.All(static claim => claim.Family != SparseCodingFamily.Identity))
        {
            throw new UsageException($"--ablate varies assumptions of sparse coding, and {unvaried.Claims[0].Id} speaks of structured data; add --claims 'FP-*'.");
        }

        string directory = arguments.Directory ?? Folder(unvaried.Request.Scale, unvaried.Request.Seed, arguments.Resume);
        var request = new AssumptionRequest(
            unvaried.Request.Scale,
            unvaried.Request.ClaimsGlob,
            assumptions,
            [.. unvaried.Request.Instances.OfType<SparseCodingInstance>()],
            unvaried.Request.Seed,
            arguments.Threads,
            directory,
            arguments.Resume,
            arguments.TimeLimit)
        {
            CheckpointInterval = arguments.CheckpointInterval,
            ResumeOtherVersion = arguments.ResumeOtherVersion,
        };
        return new AssumptionPlan(request, unvaried.Claims, unvaried.SeedWasDrawn, unvaried.Repeated);
    }

    private static IReadOnlyList<Assumption> Selected(string glob) => AssumptionCatalogue.Select(glob) is { Count: > 0 } selected
        ? selected
        : throw new UsageException($"--ablate '{glob}' matches no assumption; the assumptions are {string.Join(", ", AssumptionCatalogue.All.Select(assumption => assumption.Name))}.");

    private static bool IsTaken(string directory) => OutputFolder.HoldsCheck(AssumptionRequest.UnvariedFolder(directory));

    // The unvaried check is planned as any other, in its own folder, but for how many instances there are.
    private static CheckArguments Unvaried(CheckArguments arguments, bool earlier)
    {
        bool given = arguments.InstanceLines.Count > 0 || earlier;
        return arguments with
        {
            Directory = arguments.Directory is null ? null : AssumptionRequest.UnvariedFolder(arguments.Directory),
            InstanceCount = arguments.InstanceCount ?? (given ? null : AssumptionRequest.InstanceCount(arguments.Scale ?? Scale.Quick)),
        };
    }

    private static string Folder(Scale scale, ulong seed, bool resume)
    {
        string name = Path.Combine("purify-out", $"ablation-{ScaleWords.Name(scale)}-{seed}");
        string candidate = name;
        for (int number = 2; !resume && IsTaken(candidate); number++)
        {
            candidate = $"{name}-{number}";
        }

        return candidate;
    }
}
