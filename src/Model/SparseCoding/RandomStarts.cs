namespace PurifyProofs.Model.SparseCoding;

/// <summary>Starts uniform in the ℓ2 ball; the start of a point depends on its index only, not on which others are attacked.</summary>
public static class RandomStarts
{
    /// <summary>Writes one start a point.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="restart">Number of the restart.</param>
    /// <param name="indices">Indices of the points [n].</param>
    /// <param name="radius">τ.</param>
    /// <param name="perturbations">Receives δ [n × d].</param>
    public static unsafe void Write(ulong seed, int restart, IReadOnlyList<int> indices, double radius, Matrix perturbations)
    {
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentNullException.ThrowIfNull(perturbations);
        const uint Stream = (uint)RandomStream.EvaluationAttackStarts << 1;
        perturbations.Clear();
        for (int i = 0; i < indices.Count; i++)
        {
            float* row = perturbations.RowStart(i);
            NormalSampler.Add(row, perturbations.Columns, 1, seed, new PhiloxCounter(0, (uint)indices[i], (uint)restart, Stream));
            var random = new RandomSequence(seed, (uint)indices[i], (uint)restart, Stream | 1);
            // The radius of a uniform point of the ball is τ U^{1/d}.
            double length = radius * Math.Pow(random.NextDouble(), 1.0 / perturbations.Columns);
            float norm = MathF.Sqrt(VectorKernels.SquaredNorm(row, perturbations.Columns));
            VectorKernels.Scale(row, AttackRadius.InFloat32(length) / norm, perturbations.Columns);
            AttackRadius.HoldInBall(perturbations.Row(i), radius);
        }
    }
}
