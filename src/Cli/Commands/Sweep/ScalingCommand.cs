using System.CommandLine;
using System.Globalization;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Runs.Sweep;
using PurifyProofs.Cli.Commands.Check;
using PurifyProofs.Cli.Reports;
using PurifyProofs.Model.Device;

namespace PurifyProofs.Cli.Commands.Sweep;

/// <summary><c>sweep fit</c>: exponents in the dimension.</summary>
internal static class ScalingCommand
{
    private const string DefaultSizes = "176,208,240,288,336";
    private const string DefaultSeeds = "3";
    private const string DefaultPoints = "512";

    private static readonly Example[] Examples =
    [
        new("sweep fit --out out", "exponents of FP-1 and FP-9 over five sizes and three seeds"),
    ];

    /// <summary>The verb under <c>sweep</c>.</summary>
    public static Command Create(CommandContext context)
    {
        Option<string> sizes = TextOption.Create("--sizes", "D,D,…", $"The dimensions, at least five (default: {DefaultSizes}).");
        Option<string> seeds = TextOption.Create("--seeds", "N", $"Seeds at each (default: {DefaultSeeds}).");
        Option<string> points = TextOption.Create("--points", "N", $"Test points of each network (default: {DefaultPoints}).");
        Option<string> instance = TextOption.Create("--at", "LINE", "The instance that is resized (default: the preset two-sided at the smallest size).");
        Option<string> seed = TextOption.Create("--seed", "S", "The first seed (default: that of --at, otherwise drawn at random and printed).");
        var device = new DeviceOption();
        Option<string> threads = TextOption.Create("--threads", "N", "Trainings side by side; the results do not depend on it (default: all cores).");
        Option<string> directory = TextOption.Create("--out", "DIR", "Folder for ledger and pictures (default: a new folder in purify-out).");
        var resume = new Option<bool>("--resume") { Description = "Go on with the study in the --out folder, given the same flags." };
        Option<bool> resumeOtherVersion = OtherVersionOption.Create();
        Option<string> timeLimit = TextOption.Create("--time-limit", "T", "Stop after this long, for --resume to go on: 90s, 10m, 1h.");
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say how many trainings there are and about how long they take; writes nothing." };
        var verb = new Verb("fit", "Fit exponents in the dimension for FP-1 (correlation with the initialisation) and FP-9 (cost), with confidence limits.", Examples);
        foreach (Option option in new Option[] { sizes, seeds, points, instance, seed, device.Flag, threads, directory, resume, resumeOtherVersion, timeLimit, dryRun })
        {
            verb.Options.Add(option);
        }

        verb.SetAction(parsed =>
        {
            int[] dimensions = Sizes(parsed.GetValue(sizes) ?? DefaultSizes);
            SparseCodingInstance start = SparseCodingLine.Parse(parsed.GetValue(instance) ?? string.Create(CultureInfo.InvariantCulture, $"preset=two-sided,d={dimensions[0]},k=3"));
            ulong first = parsed.GetValue(seed) is { } number ? OptionText.Seed(number)
                : parsed.GetValue(instance) is null ? CheckPlan.DrawSeed() : start.Seed;
            return Execute(
                new ScalingRequest(
                    start with { Seed = first },
                    dimensions,
                    OptionText.Count("--seeds", parsed.GetValue(seeds) ?? DefaultSeeds),
                    OptionText.Count("--points", parsed.GetValue(points) ?? DefaultPoints),
                    OptionText.Threads(parsed.GetValue(threads)),
                    parsed.GetValue(directory) ?? OutputFolder.Unused(Path.Combine("purify-out", "sweep-fit")),
                    parsed.GetValue(resume) || parsed.GetValue(resumeOtherVersion),
                    parsed.GetValue(timeLimit) is { } limit ? OptionText.Duration("--time-limit", limit) : null)
                {
                    ResumeOtherVersion = parsed.GetValue(resumeOtherVersion),
                },
                device.Read(parsed),
                parsed.GetValue(dryRun),
                context);
        });
        return verb;
    }

    private static int Execute(ScalingRequest request, IDeviceFactory devices, bool isDryRun, CommandContext context)
    {
        if (request.Resume && !OutputFolder.HoldsCheck(request.Directory))
        {
            throw new UsageException($"--resume finds no study in '{request.Directory}'; give with --out the folder of the study to go on with.");
        }

        if (!request.Resume && OutputFolder.HoldsCheck(request.Directory))
        {
            throw new UsageException($"--out '{request.Directory}' already holds a check or a sweep, and nothing in it is overwritten; add --resume to go on with it, or choose another folder.");
        }

        if (isDryRun)
        {
            WriteForecast(request, devices, context.Output);
            return ExitCode.Holds;
        }

        OutputFolder.RequireWritable(request.Directory);
        context.Output.WriteLine($"Training at d = {string.Join(", ", request.Dimensions)}, {request.Seeds} seeds from {request.Base.Seed} on, {request.Threads} side by side; everything goes into {request.Directory}.");
        ScalingResult result = ScalingRun.Run(request, (done, count) => context.Output.WriteLine($"[{100 * done / count,3} %] {done} of {count} sizes and seeds"), devices, context.Cancellation);
        IReadOnlyList<ScalingFit> fits = ScalingFit.Of(result);
        IReadOnlyList<string> written = ScalingFolder.Write(request.Directory, result, fits);
        context.Output.WriteLine();
        foreach (string line in fits.SelectMany(fit => TextWrap.Lines(ScalingFolder.Sentence(fit), 110)))
        {
            context.Output.WriteLine(line);
        }

        context.Output.WriteLine(result.Partial is { } why ? $"Partial: {why}\nReports:" : "Reports:");
        foreach (string path in written)
        {
            context.Output.WriteLine("  " + path);
        }

        return fits.Any(static fit => fit.Verdict == VerdictKind.Violated) ? ExitCode.Violated
            : fits.Any(static fit => fit.Verdict != VerdictKind.Holds) ? ExitCode.Undecided
            : ExitCode.Holds;
    }

    private static void WriteForecast(ScalingRequest request, IDeviceFactory devices, TextWriter output)
    {
        output.WriteLine($"Would train at d = {string.Join(", ", request.Dimensions)}, {request.Seeds} seeds from {request.Base.Seed} on, {request.Threads} side by side; nothing is run now.");
        output.WriteLine($"Resized from {request.Base.Line}, {request.Points} test points each.");
        output.WriteLine($"{ForecastText.About(SweepForecast.Of(request, devices))} if four budgets are tried at each, extrapolated from a rehearsal of the largest on this machine as it is now.");
        output.WriteLine(ForecastText.Memory(SweepForecast.WorkingBytes(SweepForecast.Instances(request), request.Points, request.Threads)));
        ForecastText.WriteEnd(request.Directory, request.TimeLimit, request.ResumeOtherVersion, output);
    }

    private static int[] Sizes(string text)
    {
        int[] sizes = [.. text.Split(',').Select(static part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? size : 0)];
        return sizes.Length >= ScalingFit.FewestSizes && sizes.All(static size => size >= 2) && sizes.Zip(sizes.Skip(1)).All(static pair => pair.First < pair.Second)
            ? sizes
            : throw new UsageException($"--sizes '{text}' is not a list of at least {ScalingFit.FewestSizes} increasing dimensions; write for example --sizes {DefaultSizes}.");
    }
}
