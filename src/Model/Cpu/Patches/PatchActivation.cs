namespace PurifyProofs.Model.Cpu.Patches;

/// <summary>Activates the pre-activations of one patch, all neurons, for the samples of a block.</summary>
internal static unsafe class PatchActivation<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>values = Σ_i c_i Σ_r σ(z_{i,r}) and z ← c_i σ'(z).</summary>
    public static void Objective(PatchBlock block, float* z, float* values)
    {
        var relu = new PowerRelu<TLanes>(block.Network.Activation);
        int columns = ProductTile<TLanes>.Columns, neurons = block.Network.NeuronsPerClass;
        for (int lane = 0; lane < columns; lane += TLanes.Count)
        {
            TLanes total = default;
            float* at = z + lane;
            for (int i = 0; i < block.Network.Classes; i++)
            {
                TLanes coefficient = TLanes.Load(block.Coefficients + (i * columns) + lane);
                TLanes sum = default;
                for (int r = 0; r < neurons; r++, at += columns)
                {
                    sum += relu.Evaluate(TLanes.Load(at), out TLanes derivative);
                    (coefficient * derivative).Store(at);
                }

                total = TLanes.MultiplyAdd(coefficient, sum, total);
            }

            total.Store(values + lane);
        }
    }

    /// <summary>F_i += Σ_r σ(z_{i,r}) and z ← σ'(z).</summary>
    public static void Outputs(PatchBlock block, float* z)
    {
        var relu = new PowerRelu<TLanes>(block.Network.Activation);
        int columns = ProductTile<TLanes>.Columns, neurons = block.Network.NeuronsPerClass;
        for (int lane = 0; lane < columns; lane += TLanes.Count)
        {
            float* at = z + lane;
            for (int i = 0; i < block.Network.Classes; i++)
            {
                float* output = block.Outputs + (i * columns) + lane;
                TLanes sum = TLanes.Load(output);
                for (int r = 0; r < neurons; r++, at += columns)
                {
                    sum += relu.Evaluate(TLanes.Load(at), out TLanes derivative);
                    derivative.Store(at);
                }

                sum.Store(output);
            }
        }
    }

    /// <summary>z_{i,r} ← c_i z_{i,r}.</summary>
    public static void Scale(PatchBlock block, float* z)
    {
        int columns = ProductTile<TLanes>.Columns, neurons = block.Network.NeuronsPerClass;
        for (int row = 0; row < block.Network.Weights.Rows; row++)
        {
            float* coefficient = block.Coefficients + (row / neurons * columns);
            float* at = z + (row * columns);
            for (int lane = 0; lane < columns; lane += TLanes.Count)
            {
                (TLanes.Load(coefficient + lane) * TLanes.Load(at + lane)).Store(at + lane);
            }
        }
    }
}
