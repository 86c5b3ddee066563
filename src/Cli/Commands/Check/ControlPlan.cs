using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Runs.Controls;
using PurifyProofs.Cli.Reports;

namespace PurifyProofs.Cli.Commands.Check;

/// <summary>A run of the controls with everything decided that the command line left open.</summary>
/// <param name="Request">What the runner is asked.</param>
/// <param name="Claims">The claims it will control.</param>
/// <param name="SeedWasDrawn">Whether nobody chose the seed.</param>
internal sealed record ControlPlan(ControlRequest Request, IReadOnlyList<IClaim> Claims, bool SeedWasDrawn)
{
    /// <summary>Decides what was left open: from the earlier table on resuming, otherwise by default.</summary>
    /// <exception cref="UsageException">What was asked does not exist or makes no sense.</exception>
    /// <exception cref="InvalidDataException">The earlier table cannot be read.</exception>
    public static ControlPlan From(CheckArguments arguments, CheckEngine engine)
    {
        if (arguments.InstanceLines.Count > 0 || arguments.InstanceCount is not null || arguments.BeyondHypotheses)
        {
            throw new UsageException("--controls chooses its instances and breaks their hypotheses itself; drop --instance, --instances and --beyond-hypotheses.");
        }

        ControlHeader? earlier = Earlier(arguments);
        string glob = arguments.Claims ?? earlier?.ClaimsGlob ?? ClaimCatalogue.DefaultGlob;
        Scale scale = Judging(arguments.Scale ?? earlier?.Scale ?? Scale.Quick);
        IReadOnlyList<IClaim> claims = CheckPlan.JudgedAt(scale, ClaimSelection.Require("--claims", glob, engine));
        ulong? known = arguments.Seed ?? earlier?.Seed;
        ulong seed = known ?? CheckPlan.DrawSeed();
        var request = new ControlRequest(scale, glob, seed, arguments.Threads, Folder(arguments, scale, seed), arguments.TimeLimit)
        {
            CheckpointInterval = arguments.CheckpointInterval,
            ResumeOtherVersion = arguments.ResumeOtherVersion,
        };
        return earlier is null || earlier == new ControlHeader(scale, glob, seed)
            ? new ControlPlan(request, claims, SeedWasDrawn: known is null)
            : throw new UsageException($"--out '{arguments.Directory}' holds other controls (scale {ScaleWords.Name(earlier.Scale)}, seed {earlier.Seed}, claims {earlier.ClaimsGlob}); resume with the same arguments or name another folder.");
    }

    private static Scale Judging(Scale scale) => scale == Scale.Smoke
        ? throw new UsageException("--controls needs at least --scale quick: a smoke test has too few points to see what is near a threshold.")
        : scale;

    private static ControlHeader? Earlier(CheckArguments arguments)
    {
        if (arguments.Directory is not { } directory)
        {
            return arguments.Resume
                ? throw new UsageException("--resume does not say which controls to go on with; add --out DIR, the folder of those controls.")
                : null;
        }

        bool taken = OutputFolder.HoldsCheck(directory);
        return !taken ? null
            : arguments.Resume ? ControlReport.ReadHeader(directory)
            : throw new UsageException($"--out '{directory}' already holds a check, and nothing in it is overwritten; add --resume to go on with it, or choose another folder.");
    }

    private static string Folder(CheckArguments arguments, Scale scale, ulong seed) =>
        arguments.Directory ?? OutputFolder.Unused(Path.Combine("purify-out", $"controls-{ScaleWords.Name(scale)}-{seed}"));
}
