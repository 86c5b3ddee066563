using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Model.FixedFeatures;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.LowComplexity;

/// <summary>Accuracies of a tangent-kernel model: attacked in float32 from the sample and from −yτu, judged in float64.</summary>
internal static class TangentKernelEvaluation
{
    // Perturbations found in float32 are shortened by this, so that they lie in the ball in float64.
    private const double Inside = 1 - 1e-6;

    private const int CurvePoints = 128;

    /// <summary>The judged model at other radii.</summary>
    public static RobustFit WithCurve(
        RobustFit fit, SymmetricReluNetwork network, Matrix coefficients, SparseCodingDistribution distribution, double radius, ISparseCodingDevice device, TangentKernelEffort effort)
    {
        TangentKernelEffort light = effort with { EvaluationSamples = CurvePoints, EvaluationAttackSteps = effort.EvaluationAttackSteps / 2 };
        return fit with
        {
            Curve = RadiusAccuracy.Around(radius, other => Judge(fit.Method, network, coefficients, distribution, other, device, light).Robust.Estimate),
        };
    }

    public static RobustFit Judge(
        string method, SymmetricReluNetwork network, Matrix coefficients, SparseCodingDistribution distribution, double radius, ISparseCodingDevice device, TangentKernelEffort effort)
    {
        using LabelledPoints points = LabelledPoints.Draw(device, distribution, RandomStream.Evaluation, StreamSteps.Looks.First, effort.EvaluationSamples);
        using var batch = new TangentKernelBatch(network, points.Count);
        using var perturbations = new Matrix(points.Count, points.X.Columns);
        double[] clean = Margins(network, coefficients, points.X, points.Y);
        AttackSettings attack = AttackSettings.ProjectedGradient(radius * Inside, effort.EvaluationAttackSteps);
        batch.Points.CopyFrom(points.X);
        double[] worst = Attack(network, coefficients, points, batch, attack);
        DenseMixtureAttack.Write(points, distribution.DenseMixture, radius * Inside, perturbations);
        for (int i = 0; i < points.Count; i++)
        {
            System.Numerics.Tensors.TensorPrimitives.Add<float>(points.X.Row(i), perturbations.Row(i), batch.Points.Row(i));
        }

        double[] oblivious = Attack(network, coefficients, points, batch, attack);
        int robust = Enumerable.Range(0, points.Count).Count(i => Math.Min(clean[i], Math.Min(worst[i], oblivious[i])) > 0);
        return new RobustFit(method, new Proportion(clean.Count(static margin => margin > 0), points.Count), new Proportion(robust, points.Count));
    }

    private static double[] Attack(SymmetricReluNetwork network, Matrix coefficients, LabelledPoints points, TangentKernelBatch batch, AttackSettings attack)
    {
        TangentKernelAttack.Run(batch, coefficients, points.X, points.Y, attack);
        return Margins(network, coefficients, batch.Points, points.Y);
    }

    private static double[] Margins(SymmetricReluNetwork network, Matrix coefficients, Matrix x, float[] y)
    {
        var features = new TangentKernelFeatures(network);
        var v = new double[features.Count];
        for (int i = 0; i < coefficients.Rows; i++)
        {
            System.Numerics.Tensors.TensorPrimitives.ConvertTruncating<float, double>(coefficients.Row(i), v.AsSpan(i * coefficients.Columns, coefficients.Columns));
        }

        var margins = new double[y.Length];
        Parallel.For(0, y.Length, i =>
        {
            var point = new double[x.Columns];
            System.Numerics.Tensors.TensorPrimitives.ConvertTruncating<float, double>(x.Row(i), point);
            margins[i] = y[i] * features.Score(point, v);
        });
        return margins;
    }
}
