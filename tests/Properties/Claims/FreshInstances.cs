using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Families.Patches;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Properties.Claims;

/// <summary>
/// Where the properties of claims take their instances from: the laws of the smallest scale. FsCheck finds them by their types.
/// </summary>
internal static class FreshInstances
{
    // Every candidate is trained and attacked anew.
    private const int MostCandidates = 8;

    // At toy sizes every asymptotic claim fails: a smaller instance says most where it keeps a size of the law.
    private static readonly ShrinkFloor Floor = ShrinkFloor.Of(Scale.Smoke);

    /// <summary>Sparse coding at d = 192 to 208, m = 4d, shrunk within these sizes.</summary>
    public static Arbitrary<SparseCodingDraw> SparseCoding() => Arb.From(
        InstanceLaw.Of(Scale.Smoke).Generator().Select(static instance => new SparseCodingDraw(instance, new Counter())),
        static draw => InstanceShrinker.Candidates(draw.Instance, Floor)
            .TakeWhile(_ => draw.Tried.Next() <= MostCandidates)
            .Select(smaller => draw with { Instance = smaller }));

    /// <summary>Structured data; there is no shrinker for it.</summary>
    public static Arbitrary<PatchDraw> Patches() => PatchInstanceLaw.Generator().Select(static instance => new PatchDraw(instance)).ToArbitrary();

    /// <summary>Counts what was tried while one counterexample is shrunk.</summary>
    internal sealed class Counter
    {
        private int count;

        /// <summary>One more.</summary>
        public int Next() => ++count;
    }
}

/// <summary>A drawn instance of sparse coding; FsCheck prints its line.</summary>
public sealed record SparseCodingDraw
{
    internal SparseCodingDraw(SparseCodingInstance instance, FreshInstances.Counter tried) => (Instance, Tried) = (instance, tried);

    /// <summary>The instance.</summary>
    public SparseCodingInstance Instance { get; internal init; }

    internal FreshInstances.Counter Tried { get; }

    /// <inheritdoc/>
    public override string ToString() => Instance.Line;
}

/// <summary>A drawn instance of structured data; FsCheck prints its line.</summary>
/// <param name="Instance">The instance.</param>
public sealed record PatchDraw(PatchInstance Instance)
{
    /// <inheritdoc/>
    public override string ToString() => Instance.Line;
}
