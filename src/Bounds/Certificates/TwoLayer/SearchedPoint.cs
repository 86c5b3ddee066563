using System.Numerics.Tensors;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>A point under float64 attack, and the lowest margin met so far.</summary>
internal sealed class SearchedPoint
{
    private const double Inside = 1 - 1e-14;
    private readonly ReferenceNetwork network;
    private readonly double[] clean, moved, gradient;
    private readonly double label;

    /// <summary>A point of a batch.</summary>
    public SearchedPoint(ReferenceNetwork network, LabelledPoints points, int index, double radius)
    {
        (this.network, Radius, label) = (network, radius, points.Y[index]);
        Dimension = points.X.Columns;
        (clean, moved, gradient, Worst) = (new double[Dimension], new double[Dimension], new double[Dimension], new double[Dimension]);
        TensorPrimitives.ConvertTruncating<float, double>(points.X.Row(index), clean);
        Norm = TensorPrimitives.Norm<double>(clean);
    }

    /// <summary>d.</summary>
    public int Dimension { get; }

    /// <summary>τ.</summary>
    public double Radius { get; }

    /// <summary>‖x‖.</summary>
    public double Norm { get; }

    /// <summary>The lowest margin met.</summary>
    public double LowestMargin { get; private set; } = double.PositiveInfinity;

    /// <summary>The perturbation that reached it [d].</summary>
    public double[] Worst { get; private set; }

    /// <summary>Evaluates y f(x + δ), δ held inside the ball.</summary>
    public double Visit(double[] perturbation)
    {
        double norm = TensorPrimitives.Norm<double>(perturbation);
        if (norm > Radius * Inside)
        {
            TensorPrimitives.Multiply<double>(perturbation, Radius * Inside / norm, perturbation);
        }

        TensorPrimitives.Add(clean, perturbation, moved);
        double margin = label * network.Output(moved);
        if (margin < LowestMargin)
        {
            LowestMargin = margin;
            Worst = (double[])perturbation.Clone();
        }

        return margin;
    }

    /// <summary>Projected descent of the margin with steps that fall from τ to τ/100.</summary>
    public void Descend(double[] start, int steps)
    {
        var position = (double[])start.Clone();
        Visit(position);
        for (int step = 0; step < steps; step++)
        {
            TensorPrimitives.Add(clean, position, moved);
            network.InputGradient(moved, gradient);
            double norm = TensorPrimitives.Norm<double>(gradient);
            if (norm == 0)
            {
                return;
            }

            double length = Radius * Math.Pow(100, -(double)step / steps);
            TensorPrimitives.MultiplyAdd<double>(gradient, -label * length / norm, position, position);
            Visit(position);
        }
    }
}
