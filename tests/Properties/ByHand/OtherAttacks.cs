using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Properties.ByHand;

/// <summary>
/// Attacks on one point in float64 that share nothing with the tool's: projected descent with fixed steps from many random places,
/// descent with momentum, linearisation from random places (DeepFool), and random directions.
/// </summary>
/// <param name="network">The network.</param>
/// <param name="x">The point [d].</param>
/// <param name="label">y.</param>
/// <param name="radius">τ.</param>
internal sealed class OtherAttacks(ReferenceNetwork network, double[] x, double label, double radius)
{
    private const int Restarts = 12;
    private const int Steps = 40;
    private const int Directions = 100;

    /// <summary>Whether one of them turns the label inside the ball.</summary>
    public bool AnyBreaks(int seed)
    {
        var random = new System.Random(seed);
        return Enumerable.Range(0, Restarts).Any(restart =>
                Descends(Start(random, restart), 0.25, 0)
                || Descends(Start(random, restart), 0.1, 0.8)
                || Linearises(Start(random, restart)))
            || Enumerable.Range(0, Directions).Any(_ => IsBroken(Start(random, 1)));
    }

    private double[] Start(System.Random random, int restart)
    {
        double[] direction = [.. x.Select(_ => RandomMatrix.NextNormal(random))];
        double share = restart == 0 ? 0 : restart % 3 == 0 ? random.NextDouble() : 0.999999;
        return Float64.Scaled(direction, share * radius / Float64.Norm(direction));
    }

    private bool IsBroken(double[] delta) => Float64.Norm(delta) <= radius && label * network.Output(Float64.Sum(x, delta)) <= 0;

    private bool Descends(double[] delta, double share, double momentum)
    {
        var gradient = new double[x.Length];
        var velocity = new double[x.Length];
        for (int step = 0; step < Steps; step++)
        {
            network.InputGradient(Float64.Sum(x, delta), gradient);
            double norm = Float64.Norm(gradient);
            if (norm == 0)
            {
                return IsBroken(delta);
            }

            velocity = Float64.Sum(Float64.Scaled(velocity, momentum), gradient, -label / norm);
            double length = radius * share * (1 - (0.9 * step / Steps));
            delta = Float64.Project(Float64.Sum(delta, velocity, length), radius * (1 - 1e-12));
            if (IsBroken(delta))
            {
                return true;
            }
        }

        return false;
    }

    private bool Linearises(double[] delta)
    {
        var gradient = new double[x.Length];
        for (int step = 0; step < Steps; step++)
        {
            double[] place = Float64.Sum(x, delta);
            network.InputGradient(place, gradient);
            double square = Float64.Norm(gradient) * Float64.Norm(gradient);
            if (square == 0)
            {
                return IsBroken(delta);
            }

            delta = Float64.Project(Float64.Sum(delta, gradient, -1.02 * network.Output(place) / square), radius * (1 - 1e-12));
            if (IsBroken(delta))
            {
                return true;
            }
        }

        return false;
    }
}
