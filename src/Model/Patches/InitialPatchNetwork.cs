namespace PurifyProofs.Model.Patches;

/// <summary>The patch network before any training.</summary>
public static class InitialPatchNetwork
{
    /// <summary>w_{i,r} ~ N(0, σ_0² I).</summary>
    /// <param name="classes">K.</param>
    /// <param name="neuronsPerClass">m.</param>
    /// <param name="dimension">d.</param>
    /// <param name="activation">σ.</param>
    /// <param name="scale">σ_0.</param>
    /// <param name="seed">The seed.</param>
    public static unsafe PatchNetwork Draw(int classes, int neuronsPerClass, int dimension, PowerReluFunction activation, double scale, ulong seed)
    {
        var weights = new Matrix(classes * neuronsPerClass, dimension);
        for (int i = 0; i < weights.Rows; i++)
        {
            NormalSampler.Add(weights.RowStart(i), dimension, (float)scale, seed, new PhiloxCounter(0, (uint)i, 0, (uint)RandomStream.InitialWeights << 1));
        }

        return new PatchNetwork(weights, classes, activation);
    }
}
