namespace PurifyProofs.Model.SparseCoding;

/// <summary>The oblivious attack δ = −yτu along the dense mixture u = Mw*/‖Mw*‖: it never sees the network.</summary>
public static class DenseMixtureAttack
{
    /// <summary>Writes −yτu for every point.</summary>
    /// <param name="points">Points with labels [n].</param>
    /// <param name="denseMixture">u [d], unit norm.</param>
    /// <param name="radius">τ.</param>
    /// <param name="perturbations">Receives δ [n × d].</param>
    public static void Write(LabelledPoints points, double[] denseMixture, double radius, Matrix perturbations)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(denseMixture);
        ArgumentNullException.ThrowIfNull(perturbations);
        double reach = Math.Min(radius, AttackRadius.Largest);
        for (int i = 0; i < points.Count; i++)
        {
            Span<float> row = perturbations.Row(i);
            for (int j = 0; j < row.Length; j++)
            {
                row[j] = (float)(-points.Y[i] * reach * denseMixture[j]);
            }

            AttackRadius.HoldInBall(row, radius);
        }
    }
}
