using System.Globalization;
using System.Text;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Model.Files;

namespace PurifyProofs.Claims.SelfTest;

/// <summary>The folder of a check as it lies on the disk, whoever wrote it and however it ended.</summary>
/// <param name="directory">Its path; it exists.</param>
/// <param name="unrepeatable">Names of files that differ between two runs of the same check.</param>
internal sealed class CheckFolder(string directory, IReadOnlySet<string> unrepeatable)
{
    private const byte LineFeed = (byte)'\n';

    /// <summary>Its path.</summary>
    public string Directory => directory;

    /// <summary>Bytes of the ledger; 0 when there is none.</summary>
    public long LedgerLength => new FileInfo(Path.Combine(directory, CheckRunner.LedgerName)) is { Exists: true } file ? file.Length : 0;

    /// <summary>A number that changes with the name, the length or the time of any file.</summary>
    public long Fingerprint
    {
        get
        {
            HashCode hash = default;
            foreach (FileInfo file in new DirectoryInfo(directory).EnumerateFiles("*", SearchOption.AllDirectories))
            {
                hash.Add(file.FullName);
                hash.Add(file.Exists ? (file.Length, file.LastWriteTimeUtc) : default);
            }

            return hash.ToHashCode();
        }
    }

    /// <summary>Whole lines of the ledger, its header's included.</summary>
    public int LedgerLines => Ledger.AsSpan().Count(LineFeed);

    /// <summary>Whether the ledger's last line lacks its end.</summary>
    public bool IsTorn => Ledger is [.., not LineFeed];

    /// <summary>Paths below the folder of everything that must be the same in two runs, in ordinal order.</summary>
    public IReadOnlyList<string> Names =>
    [
        .. System.IO.Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(directory, path))
            .Where(name => !unrepeatable.Contains(name))
            .Order(StringComparer.Ordinal),
    ];

    private byte[] Ledger => Bytes(CheckRunner.LedgerName);

    /// <summary>Files that were being written when their process was killed.</summary>
    public int UnfinishedFiles => Names.Count(AtomicFile.IsPartial);

    /// <summary>Networks that are not those of the finished check.</summary>
    public int UnfinishedNetworks(CheckFolder finished) =>
        Names.Count(name => name.EndsWith(".npz", StringComparison.Ordinal) && !Bytes(name).AsSpan().SequenceEqual(finished.Bytes(name)));

    /// <summary>The first difference from the folder of a check that nobody killed, as a clause; null when there is none.</summary>
    public string? FirstDifference(CheckFolder expected)
    {
        IReadOnlyList<string> names = Names, expectedNames = expected.Names;
        return expectedNames.Except(names).FirstOrDefault() is { } missing ? $"'{missing}' is missing"
            : names.Except(expectedNames).FirstOrDefault() is { } surplus ? $"'{surplus}' was left behind"
            : names.Select(name => FirstDifference(name, expected.Bytes(name), Bytes(name))).FirstOrDefault(static clause => clause is not null);
    }

    private static string? FirstDifference(string name, byte[] expected, byte[] found)
    {
        int place = expected.AsSpan().CommonPrefixLength(found);
        return place == expected.Length && place == found.Length
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"'{name}' differs from byte {place} on, in line {expected.AsSpan(0, place).Count(LineFeed) + 1}");
    }

    // A file that is not there reads as empty; of a report only what every run says.
    private byte[] Bytes(string name)
    {
        byte[] bytes = Path.Combine(directory, name) is var path && File.Exists(path) ? File.ReadAllBytes(path) : [];
        return name.StartsWith("report.", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(UnrepeatablePassage.CutFrom(Encoding.UTF8.GetString(bytes))) : bytes;
    }
}
