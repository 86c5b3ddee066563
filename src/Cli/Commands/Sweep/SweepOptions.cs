using System.CommandLine;
using System.Globalization;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Runs.Sweep;
using PurifyProofs.Cli.Commands.Check;
using PurifyProofs.Model.Device;

namespace PurifyProofs.Cli.Commands.Sweep;

/// <summary>The flags of <c>sweep</c>.</summary>
internal sealed class SweepOptions
{
    private const string DefaultX = "d=48..128";
    private const string DefaultY = "radius=0.05..0.35";
    private const string DefaultBase = "preset=two-sided,d=128,k=3,radius=0.2,adv-radius=0.22";
    private const string DefaultCells = "12";
    private const string DefaultPoints = "256";

    private readonly Option<string> x = TextOption.Create("--x", "KEY=LOW..HIGH", $"What varies along x: d, k, m, noise, radius, clean-decay, clean-steps or adv-steps (default: {DefaultX}).");
    private readonly Option<string> y = TextOption.Create("--y", "KEY=LOW..HIGH", $"What varies along y (default: {DefaultY}).");
    private readonly Option<string> cells = TextOption.Create("--cells", "N|NxM", $"How many cells along x and y (default: {DefaultCells}).");
    private readonly Option<string> instance = TextOption.Create("--at", "LINE", $"The instance of which two parameters are varied (default: {DefaultBase}).");
    private readonly Option<string> points = TextOption.Create("--points", "N", $"Test points of each network (default: {DefaultPoints}).");
    private readonly Option<string> seed = TextOption.Create("--seed", "S", "Seed of every cell (default: that of --at, otherwise drawn at random and printed).");
    private readonly DeviceOption device = new();
    private readonly Option<string> threads = TextOption.Create("--threads", "N", "Cells run side by side; the results do not depend on it (default: all cores).");
    private readonly Option<string> directory = TextOption.Create("--out", "DIR", "Folder for ledger and pictures (default: a new folder in purify-out).");
    private readonly Option<bool> resume = new("--resume") { Description = "Go on with the sweep in the --out folder." };
    private readonly Option<bool> resumeOtherVersion = OtherVersionOption.Create();
    private readonly Option<string> timeLimit = TextOption.Create("--time-limit", "T", "Stop after this long, for --resume to go on: 90s, 10m, 1h.");
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Only say how many cells there are and about how long they take; writes nothing." };

    /// <summary>Adds the flags to the verb.</summary>
    public void AddTo(Command verb)
    {
        foreach (Option option in new Option[] { x, y, cells, instance, points, seed, device.Flag, threads, directory, resume, resumeOtherVersion, timeLimit, dryRun })
        {
            verb.Options.Add(option);
        }
    }

    /// <summary>Reads the flags, and on resuming what the folder says.</summary>
    /// <exception cref="UsageException">A value makes no sense.</exception>
    /// <exception cref="FormatException">An axis or the instance is malformed.</exception>
    public SweepPlan Read(ParseResult parsed)
    {
        bool goesOn = parsed.GetValue(resume) || parsed.GetValue(resumeOtherVersion);
        string? folder = parsed.GetValue(directory);
        if (goesOn && folder is null)
        {
            throw new UsageException("--resume does not say which sweep to go on with; add --out DIR, the folder of that sweep.");
        }

        if (!goesOn && folder is not null && OutputFolder.HoldsCheck(folder))
        {
            throw new UsageException($"--out '{folder}' already holds a check or a sweep, and nothing in it is overwritten; add --resume to go on with it, or choose another folder.");
        }

        if (goesOn && new Option[] { x, y, cells, instance, points, seed }.FirstOrDefault(option => parsed.GetResult(option) is not null) is { } given)
        {
            throw new UsageException($"--resume takes what is swept from the folder; drop {given.Name}, or name another folder without --resume.");
        }

        (SweepGrid grid, int count, bool drawn) = goesOn ? Earlier(folder!) : Asked(parsed);
        var request = new SweepRequest(
            grid,
            count,
            OptionText.Threads(parsed.GetValue(threads)),
            folder ?? OutputFolder.Unused(Path.Combine("purify-out", $"sweep-{grid.Y.Key.Name}-{grid.X.Key.Name}")),
            goesOn,
            parsed.GetValue(timeLimit) is { } limit ? OptionText.Duration("--time-limit", limit) : null)
        {
            ResumeOtherVersion = parsed.GetValue(resumeOtherVersion),
        };
        return new SweepPlan(request, device.Read(parsed), drawn, parsed.GetValue(dryRun));
    }

    private static (SweepGrid Grid, int Points, bool SeedWasDrawn) Earlier(string folder)
    {
        (SweepGrid grid, int count) = SweepFile.Read(folder);
        return (grid, count, false);
    }

    private (SweepGrid Grid, int Points, bool SeedWasDrawn) Asked(ParseResult parsed)
    {
        (int columns, int rows) = CellCounts(parsed.GetValue(cells) ?? DefaultCells);
        SweepAxis along = SweepAxis.Parse(parsed.GetValue(x) ?? DefaultX, columns);
        SweepAxis upwards = SweepAxis.Parse(parsed.GetValue(y) ?? DefaultY, rows);
        if (along.Key == upwards.Key)
        {
            throw new UsageException($"--x and --y both vary {along.Key.Name}; vary another parameter along one of them.");
        }

        string? line = parsed.GetValue(instance);
        SparseCodingInstance start = SparseCodingLine.Parse(line ?? DefaultBase);
        ulong? given = parsed.GetValue(seed) is { } number ? OptionText.Seed(number) : null;
        bool drawn = given is null && line is null;
        ulong chosen = given ?? (line is null ? CheckPlan.DrawSeed() : start.Seed);
        return (new SweepGrid(along, upwards, start with { Seed = chosen }), OptionText.Count("--points", parsed.GetValue(points) ?? DefaultPoints), drawn);
    }

    private static (int Columns, int Rows) CellCounts(string text)
    {
        string[] sides = text.Split('x');
        int[] counts = [.. sides.Select(static side => int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 2 and <= 100 ? count : 0)];
        return counts is [> 0] or [> 0, > 0]
            ? (counts[0], counts[^1])
            : throw new UsageException($"--cells '{text}' is not a number of cells from 2 to 100, or two of them; write for example --cells 12 or --cells 12x8.");
    }
}

/// <summary>A sweep with everything decided that the command line left open.</summary>
/// <param name="Devices">Opens the devices that the cells run on.</param>
/// <param name="Request">What is asked.</param>
/// <param name="SeedWasDrawn">Whether nobody chose the seed.</param>
/// <param name="DryRun">Whether only to say what would be run.</param>
internal sealed record SweepPlan(SweepRequest Request, IDeviceFactory Devices, bool SeedWasDrawn, bool DryRun);
