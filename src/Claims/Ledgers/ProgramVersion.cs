using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Claims.Ledgers;

/// <summary>Which program measured. Version and commit say how to get it again; the build tells changes that were never committed.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Commit">The commit it was built from; null where it was built outside a repository.</param>
/// <param name="Build">
/// 64 bits of a hash of the module version ids of the assemblies that measure, 16 hexadecimal digits. Builds are deterministic and their paths
/// relative, so that the same sources under the same compiler give the same.
/// </param>
public sealed record ProgramVersion(string Version, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Commit, string Build)
{
    private const int BuildLength = 16;
    private const int CommitLength = 12;

    /// <summary>This program.</summary>
    public static ProgramVersion Current { get; } = Of(
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
        typeof(Matrix).Assembly, typeof(ClopperPearson).Assembly, typeof(ProgramVersion).Assembly);

    /// <summary>In words: "version 1.0.0, commit 0123456789ab, build 0123456789abcdef".</summary>
    public override string ToString() =>
        $"version {Version}, {(Commit is null ? "unknown commit" : $"commit {Commit[..Math.Min(CommitLength, Commit.Length)]}")}, build {Build}";

    /// <summary>A program in words, one that is not known included.</summary>
    public static string Words(ProgramVersion? program) => program?.ToString() ?? "a version that did not name itself";

    /// <summary>That measurements are of several versions, as a sentence; null where they are of one.</summary>
    /// <param name="programs">The programs that measured, in order.</param>
    public static string? Mixture(IEnumerable<ProgramVersion?> programs)
    {
        ProgramVersion?[] distinct = [.. programs.Distinct()];
        return distinct.Length < 2
            ? null
            : $"The measurements are of {distinct.Length} versions of the program ({string.Join("; ", distinct.Select(Words))}), and none of them reproduces all.";
    }

    /// <summary>Of an informational version, <c>1.0.0</c> or <c>1.0.0+commit</c>, and assemblies.</summary>
    internal static ProgramVersion Of(string informational, params IEnumerable<Assembly> assemblies)
    {
        string[] parts = informational.Split('+', 2);
        byte[] modules = [.. assemblies.SelectMany(static assembly => assembly.ManifestModule.ModuleVersionId.ToByteArray())];
        return new ProgramVersion(parts[0], parts.Length > 1 ? parts[1] : null, Convert.ToHexStringLower(SHA256.HashData(modules))[..BuildLength]);
    }
}
