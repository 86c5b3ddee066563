namespace PurifyProofs.Claims.Catalogue;

/// <summary>Every claim there is, in the order of the reports.</summary>
public static class ClaimCatalogue
{
    /// <summary>The claims in order.</summary>
    public static IReadOnlyList<IClaim> All => throw new NotImplementedException();

    /// <summary>The claims whose id matches a glob; none when nothing matches.</summary>
    public static IReadOnlyList<IClaim> Select(string glob) => throw new NotImplementedException();
}
