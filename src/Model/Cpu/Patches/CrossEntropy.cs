namespace PurifyProofs.Model.Cpu.Patches;

/// <summary>−log softmax_y(F) of a block's outputs.</summary>
internal static unsafe class CrossEntropy
{
    /// <summary>
    /// Coefficients ← softmax_i − [i = y] in float32, which underflows to 0 where the loss is saturated; the losses in float64. Padding gets 0.
    /// </summary>
    public static void Slopes(PatchBlock block, Span<double> losses)
    {
        int classes = block.Network.Classes, width = block.Capacity;
        new Span<float>(block.Coefficients, classes * width).Clear();
        for (int sample = 0; sample < block.Count; sample++)
        {
            double largest = double.NegativeInfinity, sum = 0;
            for (int i = 0; i < classes; i++)
            {
                largest = Math.Max(largest, block.Outputs[(i * width) + sample]);
            }

            for (int i = 0; i < classes; i++)
            {
                sum += Math.Exp(block.Outputs[(i * width) + sample] - largest);
            }

            int label = block.Classes[sample];
            losses[sample] = largest + Math.Log(sum) - block.Outputs[(label * width) + sample];
            double others = 0;
            for (int i = 0; i < classes; i++)
            {
                double share = i == label ? 0 : Math.Exp(block.Outputs[(i * width) + sample] - largest) / sum;
                others += share;
                block.Coefficients[(i * width) + sample] = (float)share;
            }

            // Not softmax − 1, of which rounding leaves nothing long before the loss is saturated.
            block.Coefficients[(label * width) + sample] = -(float)others;
        }
    }

    /// <summary>Samples whose largest output is that of their class, no other being as large.</summary>
    public static int Correct(PatchBlock block)
    {
        int correct = 0;
        for (int sample = 0; sample < block.Count; sample++)
        {
            bool isLargest = true;
            float own = block.Outputs[(block.Classes[sample] * block.Capacity) + sample];
            for (int i = 0; i < block.Network.Classes; i++)
            {
                isLargest &= i == block.Classes[sample] || block.Outputs[(i * block.Capacity) + sample] < own;
            }

            correct += isLargest ? 1 : 0;
        }

        return correct;
    }
}
