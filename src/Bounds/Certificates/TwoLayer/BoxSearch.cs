using System.Runtime.Intrinsics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>The state of one branch and bound: boxes in the order of their bounds, and the smallest margin met.</summary>
internal sealed class BoxSearch(
    CertifiableNetwork network,
    VerifiedBound verified,
    LabelledPoints points,
    int index,
    double radius,
    SearchedPoint point,
    double? threshold)
{
    private const int Lanes = LaneMatrix.Lanes;
    private const int DescentSteps = 40;
    private const int LeastIterations = 40;
    private const int MostIterations = 200;
    private readonly PriorityQueue<NeuronBox, double> boxes = new();
    private readonly int[] indices = [.. Enumerable.Repeat(index, Lanes)];
    private readonly double[] radii = [.. Enumerable.Repeat(radius, Lanes)];
    private double lowestClosed = double.PositiveInfinity;

    /// <summary>Boxes bounded so far.</summary>
    public int Nodes { get; private set; }

    /// <summary>The smallest margin met.</summary>
    public double Upper => point.LowestMargin;

    /// <summary>Whether nothing is left to find out.</summary>
    public bool IsDecided => Upper <= threshold || LowestBound >= Closing;

    /// <summary>A proved bound of the margin in the whole ball.</summary>
    public double LowestBound => Math.Min(lowestClosed, boxes.TryPeek(out NeuronBox? box, out _) ? box.Bound : double.PositiveInfinity);

    /// <summary>What is known now.</summary>
    public MarginEnclosure Enclosure() =>
        new(Math.Min(LowestBound, Upper), Upper, point.Worst, Nodes, LowestBound >= Upper - Tolerance);

    private double Tolerance => BranchAndBound.Gap * Math.Max(1, Math.Abs(Upper));

    // A box bounded by as much is not split.
    private double Closing => threshold is { } number ? Math.BitIncrement(number) : Upper - Tolerance;

    /// <summary>Bounds the whole ball and attacks it.</summary>
    public void BoundRoot()
    {
        point.Descend(new double[point.Dimension], DescentSteps);
        var block = new LaneBlock(network, points, indices, radii);
        var descent = new RelaxationDescent(block, Settings(0));
        descent.Run();
        double[] low = Lane(block.Low, network.Width, 0), high = Lane(block.High, network.Width, 0);
        Attack(block.InBall(descent.BestPosition), 0);
        Attack(block.InBall(descent.Position), 0);
        Finish(block, descent, [new NeuronBox(low, high, double.NegativeInfinity, [], 0, 0)]);
    }

    /// <summary>Bounds the up to eight boxes with the lowest bounds, and splits those that are not closed.</summary>
    public void BoundLowest()
    {
        var chosen = new List<NeuronBox>();
        while (chosen.Count < Lanes && boxes.TryDequeue(out NeuronBox? box, out _))
        {
            chosen.Add(box);
        }

        var block = new LaneBlock(network, points, indices, radii);
        var start = new double[LaneMatrix.Space(network.Dimension)];
        var curvature = new double[Lanes];
        for (int lane = 0; lane < Lanes; lane++)
        {
            NeuronBox box = chosen[Math.Min(lane, chosen.Count - 1)];
            SetLane(block.Low, box.Low, lane);
            SetLane(block.High, box.High, lane);
            SetLane(start, box.Position, lane);
            curvature[lane] = box.Curvature;
        }

        var descent = new RelaxationDescent(block, Settings(chosen.Max(static box => box.Depth)));
        descent.Run(start, Vector512.Create(curvature));
        double[] perturbations = block.InBall(descent.BestPosition);
        for (int lane = 0; lane < chosen.Count; lane++)
        {
            if (descent.AttackedMargin[lane] < Upper + Tolerance)
            {
                Attack(perturbations, lane);
            }
        }

        Finish(block, descent, chosen);
    }

    private void Finish(LaneBlock block, RelaxationDescent descent, List<NeuronBox> chosen)
    {
        double[] bounds = verified.Evaluate(block, Certifier.Dual(network, descent));
        double[] gaps = descent.EnvelopeGaps();
        for (int lane = 0; lane < chosen.Count; lane++)
        {
            Nodes++;
            var box = chosen[lane] with
            {
                Bound = Math.Max(bounds[lane], chosen[lane].Bound),
                Position = Lane(descent.Position, network.Dimension, lane),
                Curvature = descent.BestCurvature[lane],
            };
            Keep(box, Lane(gaps, network.Width, lane), Lane(block.Preactivations, network.Width, lane));
        }
    }

    private void Keep(NeuronBox box, double[] gaps, double[] preactivations)
    {
        if (box.Bound >= Closing)
        {
            lowestClosed = Math.Min(lowestClosed, box.Bound);
            return;
        }

        (int neuron, double at) = BranchingRule.Choose(network, box, gaps, preactivations);
        foreach (NeuronBox half in box.Split(neuron, at))
        {
            boxes.Enqueue(half, half.Bound);
        }
    }

    private void Attack(double[] perturbations, int lane)
    {
        double[] start = Lane(perturbations, network.Dimension, lane);
        for (int j = 0; j < start.Length; j++)
        {
            start[j] *= points.Y[index];
        }

        point.Descend(start, DescentSteps);
    }

    private CertificateSettings Settings(int depth) => new(Relaxation.Quadratic, Math.Min(LeastIterations + (10 * depth), MostIterations), 0)
    {
        LeastRelativeWidth = Math.Max(1e-5, 0.01 * Math.Pow(0.5, depth)),
        Target = Closing,
    };

    private static double[] Lane(ReadOnlySpan<double> vectors, int length, int lane)
    {
        var vector = new double[length];
        for (int k = 0; k < length; k++)
        {
            vector[k] = vectors[(k * Lanes) + lane];
        }

        return vector;
    }

    private static void SetLane(double[] vectors, double[] vector, int lane)
    {
        for (int k = 0; k < vector.Length; k++)
        {
            vectors[(k * Lanes) + lane] = vector[k];
        }
    }
}
