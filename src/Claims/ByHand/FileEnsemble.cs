using System.Numerics.Tensors;
using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Model.Files;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.ByHand;

/// <summary>What every verb that attacks the points of files finds.</summary>
/// <param name="CleanMargins">y f(x), float64 [n].</param>
/// <param name="Margins">Smallest y f(x + δ) found, float64 [n].</param>
/// <param name="Perturbations">δ [n][d], of that margin to the bit and inside the ball in float64.</param>
internal sealed record FileEnsembleResult(double[] CleanMargins, double[] Margins, double[][] Perturbations);

/// <summary>
/// The attack on points of files that all verbs share, so that none calls robust what another breaks. <see cref="AttackEnsemble"/>
/// first; for the points it leaves standing what needs no gradient, −x and the search for a certificate; for those that stand without a
/// certificate more random restarts, descents that begin on a smoothed network, boundary projections from all of these places and from
/// random ones, and in small networks branch and bound.
/// </summary>
/// <param name="Device">Where gradients of float32 descents are computed.</param>
/// <param name="Pool">Threads to use; no number depends on how many.</param>
/// <param name="Settings">How hard to try.</param>
/// <param name="Seed">Seed of random places.</param>
internal sealed record FileEnsemble(ISparseCodingDevice Device, WorkerPool Pool, EnsembleSettings Settings, ulong Seed)
{
    // Half-widths of the smoothing under which open points are attacked first, as shares of what the ball moves a pre-activation.
    private static readonly double[] Widths = [1, 0.3, 0.1];

    // Small networks are searched by branch and bound as well, where points are still open then.
    private const int Boxes = 200;

    // For each restart asked for, at points left open; projections in float64 cost some ten times as much.
    private const int RestartsAtOpenPoints = 20;
    private const int BoundaryPlaces = 2;
    private const int BoundarySteps = 60;

    /// <summary>The ensemble of verbs that are not told how hard to try.</summary>
    public static FileEnsemble ByDefault(ISparseCodingDevice device, WorkerPool pool, double radius) =>
        new(device, pool, DefaultSettings(radius), FileAttack.DefaultSeed);

    /// <summary>How hard that is.</summary>
    public static EnsembleSettings DefaultSettings(double radius) =>
        new(radius, InstanceTraining.Effort.AttackSteps, InstanceTraining.Effort.Restarts);

    /// <summary>Attacks every point.</summary>
    /// <param name="network">The network.</param>
    /// <param name="points">Points of its dimension.</param>
    /// <param name="denseMixture">u [d], or null where it is not known.</param>
    public FileEnsembleResult Run(ReadNetwork network, ReadPoints points, double[]? denseMixture) =>
        new Search(this, network, points, denseMixture).Run();

    private sealed class Search(FileEnsemble ensemble, ReadNetwork network, ReadPoints points, double[]? denseMixture)
    {
        private readonly FileMargins fileMargins = new(network.Exact, points);
        private readonly double[] margins = [.. Enumerable.Repeat(double.PositiveInfinity, points.Points.Count)];
        private readonly double[][] perturbations = new double[points.Points.Count][];

        private EnsembleSettings Settings => ensemble.Settings;

        public FileEnsembleResult Run()
        {
            int[] all = [.. Enumerable.Range(0, margins.Length)];
            double[] clean = fileMargins.Compute(all, _ => new double[points.Points.X.Columns]);
            AttackInFloat32(all, Settings, ensemble.Seed);
            Array.ForEach(Standing(all), point => Offer(point, TowardOrigin(point)));
            int[] open = LeaveCertified(Standing(all));

            // Other random places than before, which is all that a further seed is for.
            AttackInFloat32(open, Settings with { Restarts = RestartsAtOpenPoints * Settings.Restarts }, ~ensemble.Seed);
            Array.ForEach(Widths, width => DescendSmoothed(Standing(open), width));
            open = Standing(open);
            ensemble.Pool.Run(open.Length, (item, _) => ProjectOntoBoundary(open[item]));
            Decide(Standing(open));
            return new FileEnsembleResult(clean, margins, perturbations);
        }

        private int[] Standing(int[] asked) => [.. asked.Where(point => margins[point] > 0)];

        private void Offer(int point, double[] perturbation)
        {
            double[] held = FileMargins.InBall(perturbation, Settings.Radius);
            double margin = fileMargins.Of(point, held);
            if (margin < margins[point])
            {
                (margins[point], perturbations[point]) = (margin, held);
            }
        }

        private void AttackInFloat32(int[] asked, EnsembleSettings effort, ulong seed)
        {
            using LabelledPoints selected = points.Points.Select(asked);
            double[] InBall(Matrix found, int row) => FileMargins.InBall(found.Row(row), effort.Radius);
            using EnsembleResult result = new AttackEnsemble(ensemble.Device, denseMixture, seed).Run(
                network.Network,
                selected,
                effort,
                (chosen, found) => fileMargins.Compute([.. chosen.Select(one => asked[one])], row => InBall(found, row)));
            for (int i = 0; i < asked.Length; i++)
            {
                if (result.Margins[i] < margins[asked[i]])
                {
                    (margins[asked[i]], perturbations[asked[i]]) = (result.Margins[i], InBall(result.Perturbations, i));
                }
            }
        }

        // −x, or as much of it as the ball holds: f is odd, so that the margin is 0 at the origin.
        private double[] TowardOrigin(int point)
        {
            double[] x = fileMargins.Point(point);
            double length = EuclideanNorm.UpperBound(x);
            double share = length <= Settings.Radius ? 1 : Settings.Radius / length;
            TensorPrimitives.Multiply(x, -share, x);
            return x;
        }

        // The search for a certificate is an attack as well; its effort is that of a certificate by hand where one is not found.
        private int[] LeaveCertified(int[] asked)
        {
            if (asked.Length == 0 || network.Network.Dimension > FileAttack.LargestCertifiedDimension)
            {
                return asked;
            }

            var certifier = new FileCertifier(network, points, ensemble.Pool, CertificateSettings.ToDecideFast);
            Certificate[] found = certifier.Certify(asked, [.. asked.Select(_ => Settings.Radius)], null);
            for (int i = 0; i < asked.Length; i++)
            {
                Offer(asked[i], found[i].Perturbation);
            }

            return Standing([.. asked.Where((_, i) => !found[i].IsCertified)]);
        }

        // A smoothed network shows descents what lies beyond a kink; from where they end, the network itself is descended.
        private void DescendSmoothed(int[] asked, double width)
        {
            using SymmetricReluNetwork smoothed = Smoothed(width);
            using LabelledPoints selected = points.Points.Select(asked);
            using var found = new Matrix(asked.Length, selected.X.Columns);
            var descent = new AdaptiveAttackSettings(Settings.Radius, Settings.Steps);
            for (int start = 0; start <= Settings.Restarts && asked.Length > 0; start++)
            {
                RandomStarts.Write(~ensemble.Seed, start, asked, start == 0 ? 0 : Settings.Radius, found);
                foreach (SymmetricReluNetwork descended in new[] { smoothed, network.Network })
                {
                    ensemble.Device.AdaptiveAttack(descended, selected.X, selected.Y, descent, found);
                }

                ensemble.Pool.Run(asked.Length, (item, _) => Offer(asked[item], FileMargins.InBall(found.Row(item), Settings.Radius)));
            }
        }

        private SymmetricReluNetwork Smoothed(double share)
        {
            SymmetricReluNetwork plain = network.Network;
            double reach = share * AttackRadius.InFloat32(Settings.Radius);
            float[] widths =
                [.. plain.SmoothingWidth.Select((width, i) => Math.Max(width, (float)Math.Min(reach * Length(i), float.MaxValue)))];
            Smoothing law = plain.Smoothing == Smoothing.None ? Smoothing.Uniform : plain.Smoothing;
            return new SymmetricReluNetwork(plain.Weights.Clone(), plain.Bias, widths, plain.OutputScale, law);

            double Length(int neuron)
            {
                var row = new double[plain.Dimension];
                TensorPrimitives.ConvertTruncating(plain.Weights.Row(neuron), row);
                return TensorPrimitives.Norm<double>(row);
            }
        }

        private void ProjectOntoBoundary(int point)
        {
            var attack = new BoundaryAttack(network.Exact, fileMargins.Point(point), points.Points.Y[point]);
            int places = BoundaryPlaces * Settings.Restarts;
            for (int place = 0; place < places + 2 && attack.Length > Settings.Radius; place++)
            {
                double[] start = place switch
                {
                    0 => perturbations[point],
                    1 => TowardOrigin(point),
                    _ => OnSphere(point, place),
                };
                attack.Run(start, Settings.Radius, Settings.Radius, BoundarySteps);
            }

            if (attack.Shortest is { } shortest && attack.Length <= Settings.Radius)
            {
                Offer(point, shortest);
                Offer(point, [.. shortest.Select(coordinate => coordinate * (Settings.Radius / attack.Length))]);
            }
        }

        private void Decide(int[] asked)
        {
            if (asked.Length > 0
                && network.Network.Width <= BranchAndBound.LargestWidth
                && network.Network.Dimension <= FileAttack.LargestCertifiedDimension)
            {
                var rounding = new FileRounding(network, points);
                var search = new BranchAndBound(network.Network, Boxes);
                ensemble.Pool.Run(asked.Length, (item, _) =>
                {
                    int point = asked[item];
                    double loss = rounding.Loss(point, Settings.Radius);
                    Offer(point, search.Enclose(points.Points, point, rounding.Radius(point, Settings.Radius), loss).Perturbation);
                });
            }
        }

        private double[] OnSphere(int point, int number)
        {
            var random = new RandomSequence(ensemble.Seed, (uint)point, (uint)number, ((uint)RandomStream.EvaluationAttackStarts << 1) | 1);
            double[] direction = [.. Enumerable.Range(0, points.Points.X.Columns).Select(_ => random.NextNormal())];
            TensorPrimitives.Multiply(direction, Settings.Radius / TensorPrimitives.Norm<double>(direction), direction);
            return direction;
        }
    }
}
