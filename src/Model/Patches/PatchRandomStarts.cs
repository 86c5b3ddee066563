using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Model.Patches;

/// <summary>
/// Random starts on the border of a threat model's set; that of a sample depends on its index only, not on which others are attacked.
/// </summary>
public static class PatchRandomStarts
{
    /// <summary>
    /// Normal directions, brought to the border patch by patch: ε/√P for each patch in the global ball, the corners of the box in the
    /// maximum norm.
    /// </summary>
    /// <param name="threat">The threat model.</param>
    /// <param name="address">Seed, stream and number of the start, and index of the sample.</param>
    /// <param name="coordinates">Receives c [P·k].</param>
    public static unsafe void Draw(PatchThreat threat, PatchStartAddress address, Span<float> coordinates)
    {
        ArgumentNullException.ThrowIfNull(threat);
        int count = threat.Basis.Length, patches = coordinates.Length / count;
        coordinates.Clear();
        fixed (float* start = coordinates)
        {
            var counter = new PhiloxCounter(0, (uint)address.Sample, (uint)address.Number, (uint)address.Stream << 1);
            NormalSampler.Add(start, coordinates.Length, 1, address.Seed, counter);
            for (int patch = 0; patch < patches; patch++)
            {
                ToBorder(threat, start + (patch * count), patches);
            }
        }
    }

    private static unsafe void ToBorder(PatchThreat threat, float* direction, int patches)
    {
        int count = threat.Basis.Length;
        double share = threat.Set == PerturbationSet.GlobalBall ? Math.Sqrt(patches) : 1;
        float scale = (float)(threat.Radius / (share * Math.Sqrt(VectorKernels.SquaredNorm(direction, count))));
        for (int k = 0; k < count; k++)
        {
            direction[k] = threat.Set == PerturbationSet.MaximumNorm
                ? MathF.CopySign((float)threat.Radius, direction[k])
                : scale * direction[k];
        }
    }
}

/// <summary>Where a random start is drawn.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Stream">The stream.</param>
/// <param name="Number">Number of the start.</param>
/// <param name="Sample">Index of the sample.</param>
public readonly record struct PatchStartAddress(ulong Seed, RandomStream Stream, int Number, int Sample);
