using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Properties.Conformance;

/// <summary>Sparse coding on <see cref="ReferenceNetwork"/>.</summary>
internal sealed class ReferenceSparseCodingDevice : ISparseCodingDevice
{
    public int Threads => 1;

    public unsafe void Sample(SparseCodingDistribution distribution, RandomStream stream, int step, Matrix x, float[] y)
    {
        PointShapes.Require(distribution.Law.Dimension, x, y);
        for (int sample = 0; sample < y.Length; sample++)
        {
            y[sample] = distribution.Draw(stream, step, sample, x.RowStart(sample));
        }
    }

    public void Margins(SymmetricReluNetwork network, Matrix x, float[] y, float[] margins)
    {
        PointShapes.Require(network.Dimension, x, y, margins);
        var reference = new ReferenceNetwork(network);
        for (int i = 0; i < margins.Length; i++)
        {
            margins[i] = (float)(y[i] * reference.Output(Float64.Of(x.Row(i))));
        }
    }

    public void MarginGradients(SymmetricReluNetwork network, Matrix x, float[] y, Matrix gradients)
    {
        PointShapes.Require(network.Dimension, x, y, gradients);
        var reference = new ReferenceNetwork(network);
        for (int i = 0; i < y.Length; i++)
        {
            Write(new MarginAt(reference, y[i], Float64.Of(x.Row(i))).Gradient(new double[network.Dimension]), gradients, i);
        }
    }

    public void Attack(SymmetricReluNetwork network, Matrix x, float[] y, AttackSettings settings, Matrix perturbations) =>
        Attack(network, x, y, perturbations, (margin, start) => Descend(margin, start, settings));

    public void AdaptiveAttack(SymmetricReluNetwork network, Matrix x, float[] y, AdaptiveAttackSettings settings, Matrix perturbations) =>
        Attack(network, x, y, perturbations, (margin, start) => new AdaptiveSearch(margin, start, settings).Run());

    public ITrainer CreateTrainer(SymmetricReluNetwork network, SparseCodingDistribution distribution, TrainerSettings settings)
    {
        PointShapes.Require(network, distribution);
        return new ReferenceTrainer(network, distribution, settings);
    }

    private static void Attack(
        SymmetricReluNetwork network, Matrix x, float[] y, Matrix perturbations, Func<MarginAt, double[], double[]> search)
    {
        PointShapes.Require(network.Dimension, x, y, perturbations);
        var reference = new ReferenceNetwork(network);
        for (int i = 0; i < y.Length; i++)
        {
            Write(search(new MarginAt(reference, y[i], Float64.Of(x.Row(i))), Float64.Of(perturbations.Row(i))), perturbations, i);
        }
    }

    private static double[] Descend(MarginAt margin, double[] start, AttackSettings settings)
    {
        (double[] delta, double[] best) = (start, start);
        for (int step = 0; step < settings.Steps; step++)
        {
            double[] downhill = Float64.Downhill(margin.Gradient(delta), settings.StepLength(step));
            delta = Float64.Project(Float64.Sum(delta, downhill), settings.Radius);
            best = margin.Value(delta) < margin.Value(best) ? delta : best;
        }

        return best;
    }

    private static void Write(double[] values, Matrix target, int row)
    {
        for (int j = 0; j < values.Length; j++)
        {
            target.Row(row)[j] = (float)values[j];
        }
    }

    /// <summary>y f(x + δ) as a function of δ.</summary>
    private sealed record MarginAt(ReferenceNetwork Network, double Label, double[] Point)
    {
        public double Value(double[] delta) => Label * Network.Output(Float64.Sum(Point, delta));

        public double[] Gradient(double[] delta)
        {
            var gradient = new double[Point.Length];
            Network.InputGradient(Float64.Sum(Point, delta), gradient);
            return Float64.Scaled(gradient, Label);
        }
    }

    /// <summary>APGD as published, for one point (F. Croce and M. Hein, ICML 2020, algorithm 1 with α = ρ = 0.75).</summary>
    private sealed class AdaptiveSearch(MarginAt margin, double[] start, AdaptiveAttackSettings settings)
    {
        private double[] delta = start;
        private double[] previous = start;
        private double[] best = start;
        private double bestMargin = double.PositiveInfinity;
        private double bestAtCheckpoint = double.PositiveInfinity;
        private double lastMargin = double.NegativeInfinity;
        private double length = 2 * settings.Radius;
        private int improvements;
        private bool halvedBefore;

        public double[] Run()
        {
            int checkpoint = 0, interval = settings.FirstInterval;
            for (int step = 0; step < settings.Steps; step++)
            {
                Visit();
                if (step == checkpoint + interval)
                {
                    HalveIfStalled(interval);
                    (checkpoint, interval) = (step, settings.NextInterval(interval));
                }

                Move(step == 0 ? 1 : 0.75);
            }

            Visit();
            return best;
        }

        private void Visit()
        {
            double value = margin.Value(delta);
            improvements += value < lastMargin ? 1 : 0;
            lastMargin = value;
            (best, bestMargin) = value < bestMargin ? (delta, value) : (best, bestMargin);
        }

        private void HalveIfStalled(int steps)
        {
            halvedBefore = improvements < 0.75 * steps || (!halvedBefore && bestMargin >= bestAtCheckpoint);
            (improvements, bestAtCheckpoint) = (0, bestMargin);
            if (halvedBefore)
            {
                length /= 2;
                (delta, previous, lastMargin) = (best, best, bestMargin);
            }
        }

        private void Move(double momentum)
        {
            double[] target = Float64.Project(Float64.Sum(delta, Float64.Downhill(margin.Gradient(delta), length)), settings.Radius);
            double[] moved = Float64.Sum(delta, Float64.Sum(target, delta, -1), momentum);
            moved = Float64.Sum(moved, Float64.Sum(delta, previous, -1), 1 - momentum);
            (previous, delta) = (delta, Float64.Project(moved, settings.Radius));
        }
    }
}
