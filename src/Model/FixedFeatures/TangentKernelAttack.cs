using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.FixedFeatures;

/// <summary>Projected descent of the margin of a tangent-kernel model on a whole batch, float32.</summary>
public static unsafe class TangentKernelAttack
{
    /// <summary>Descends from the batch's points, which lie within τ of the samples, and leaves the best points visited there.</summary>
    /// <param name="batch">The model's batch; its points are the starts and afterwards the perturbed points.</param>
    /// <param name="coefficients">V [m × d].</param>
    /// <param name="samples">x [n × d].</param>
    /// <param name="labels">y [n].</param>
    /// <param name="settings">Radius, steps and step length.</param>
    public static void Run(TangentKernelBatch batch, Matrix coefficients, Matrix samples, float[] labels, AttackSettings settings)
    {
        using Matrix best = batch.Points.Clone();
        var bestMargins = new float[labels.Length];
        Array.Fill(bestMargins, float.PositiveInfinity);
        for (int step = 0; step < settings.Steps; step++)
        {
            batch.Evaluate(coefficients);
            KeepBest(batch, labels, best, bestMargins);
            batch.ComputeGradient(coefficients);
            for (int j = 0; j < labels.Length; j++)
            {
                Move(batch, j, samples.RowStart(j), labels[j], settings, step);
            }
        }

        batch.Evaluate(coefficients);
        KeepBest(batch, labels, best, bestMargins);
        batch.Points.CopyFrom(best);
    }

    private static void KeepBest(TangentKernelBatch batch, float[] labels, Matrix best, float[] bestMargins)
    {
        for (int j = 0; j < labels.Length; j++)
        {
            float margin = labels[j] * batch.Scores[j];
            if (margin < bestMargins[j])
            {
                bestMargins[j] = margin;
                batch.Points.CopyRows(j, best, j, 1);
            }
        }
    }

    private static void Move(TangentKernelBatch batch, int j, float* sample, float label, AttackSettings settings, int step)
    {
        int d = batch.Points.Columns;
        float* gradient = batch.Gradient.RowStart(j), point = batch.Points.RowStart(j);
        double norm = Math.Sqrt(VectorKernels.SquaredNorm(gradient, d));
        if (!(norm > 0))
        {
            return;
        }

        VectorKernels.AddScaled(point, gradient, (float)(-label * settings.StepLength(step) / norm), d);
        VectorKernels.AddScaled(point, sample, -1, d);
        double length = Math.Sqrt(VectorKernels.SquaredNorm(point, d));
        VectorKernels.Scale(point, (float)Math.Min(1, settings.Radius / length), d);
        VectorKernels.AddScaled(point, sample, 1, d);
    }
}
