using PurifyProofs.Claims.Claim;

namespace PurifyProofs.Cli.Commands.Check;

/// <summary>Chooses claims by a glob over their ids.</summary>
internal static class ClaimSelection
{
    /// <summary>The claims that match, in catalogue order; at least one.</summary>
    /// <param name="where">The option or verb that names the claims, for the refusal.</param>
    /// <param name="glob">The glob.</param>
    /// <param name="engine">Knows the catalogue.</param>
    /// <exception cref="UsageException">None matches.</exception>
    public static IReadOnlyList<IClaim> Require(string where, string glob, CheckEngine engine)
    {
        IReadOnlyList<IClaim> selected = engine.SelectClaims(glob);
        return selected.Count > 0
            ? selected
            : throw new UsageException($"{where} '{glob}' matches no claim; the claims are {string.Join(", ", engine.Claims().Select(claim => claim.Id))}.");
    }
}
