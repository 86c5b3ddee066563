using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Attacks;
using PurifyProofs.Model.Compute;
using PurifyProofs.Model.Compute.Kernels;
using PurifyProofs.Model.Networks;
using PurifyProofs.Properties.Networks;
using Xunit;

namespace PurifyProofs.Properties.Compute;

/// <summary>Descent in the span of W follows the trajectory of descent in input space.</summary>
public sealed unsafe class SpanDescentProperties : PropertyChecks
{
    // Relative to the radius.
    private const double Tolerance = 1e-4;

    // Rounding errors grow along a trajectory by as much as a change of the start does. A start moved by this share of the
    // radius and by what rounding x + δ to float32 moves a point shows by how much; where that is more, the tolerance is what it
    // grew to, a hundred times: a chance direction grows less than the worst.
    private const double Nudge = 1e-6;
    private const double PointRounding = 1e-7;
    private const double Growth = 100;

    // ‖g‖² = ⟨s, Gs⟩ loses the square of what the terms of g cancel: with c = Σ s_i‖w_i‖/‖g‖ the length of a step carries a
    // relative error of some float32 units times c².
    private const double SquaredCancellation = 1e-6;

    // At least this share of the points must meet the plain tolerance, so that growth cannot excuse everything.
    private const double WellConditioned = 0.9;

    [Fact]
    public void The_last_point_is_that_of_descent_in_input_space()
    {
        int points = 0, close = 0;
        Check(Cases(), 150, example =>
        {
            foreach (CpuKernels kernels in RegisterWidths.All)
            {
                (int all, int within) = Compare(kernels, example);
                (points, close) = (points + all, close + within);
            }
        });
        Assert.InRange((double)close / points, WellConditioned, 1);
    }

    private static (int Points, int Close) Compare(CpuKernels kernels, SpanCase example)
    {
        using SymmetricReluNetwork network = example.Network.CreateNetwork();
        using LabelledPoints points = example.Network.CreatePoints(network);
        using Matrix inInputSpace = Starts(example, points);
        using Matrix inSpan = inInputSpace.Clone();
        using Matrix starts = inInputSpace.Clone();
        using Matrix nudged = Nudged(inInputSpace, points, example);
        InInputSpace(kernels, network, points, example.Settings, inInputSpace);
        InInputSpace(kernels, network, points, example.Settings, nudged);
        InSpan(kernels, network, points, example.Settings, inSpan);
        int close = 0;
        for (int i = 0; i < points.Count; i++)
        {
            double distance = Distance(inInputSpace, inSpan, i) / example.Settings.Radius;
            double growth = Growth * Distance(inInputSpace, nudged, i) / example.Settings.Radius;
            double cancellation = Math.Max(Cancellation(network, points, i, starts), Cancellation(network, points, i, inInputSpace));
            double allowed = Math.Max(Tolerance, Math.Max(growth, SquaredCancellation * cancellation * cancellation));
            close += distance <= Tolerance ? 1 : 0;
            Assert.True(
                distance <= allowed || AreEquallyGood(network, points, i, inInputSpace, inSpan),
                $"Point {i}: {distance} of the radius apart, {allowed} allowed, with {kernels.PanelWidth / 2} lanes.");
        }

        return (points.Count, close);
    }

    private static double Cancellation(SymmetricReluNetwork network, LabelledPoints points, int row, Matrix perturbations)
    {
        double[] x = [.. Float64.Of(points.X.Row(row)).Zip(Float64.Of(perturbations.Row(row)), static (point, delta) => point + delta)];
        var gradient = new double[x.Length];
        new ReferenceNetwork(network).InputGradient(x, gradient);
        double terms = 0;
        for (int i = 0; i < network.Width; i++)
        {
            double p = Float64.Of(network.Weights.Row(i)).Zip(x, static (w, v) => w * v).Sum();
            double slope = SmoothedReluFunction.Derivative(network.Smoothing, p - network.Bias[i], network.SmoothingWidth[i])
                + SmoothedReluFunction.Derivative(network.Smoothing, -p - network.Bias[i], network.SmoothingWidth[i]);
            terms += network.OutputScale * slope * Float64.Norm(network.Weights.Row(i));
        }

        return terms == 0 ? 1 : terms / Float64.Norm(gradient);
    }

    private static double Distance(Matrix left, Matrix right, int row) => Float64.Distance(Float64.Of(left.Row(row)), Float64.Of(right.Row(row)));

    private static Matrix Nudged(Matrix starts, LabelledPoints points, SpanCase example)
    {
        var random = new System.Random(example.Network.Seed);
        Matrix nudged = starts.Clone();
        for (int i = 0; i < nudged.Rows; i++)
        {
            Span<float> row = nudged.Row(i);
            double length = (Nudge * example.Settings.Radius) + (PointRounding * Float64.Norm(points.X.Row(i)));
            for (int j = 0; j < row.Length; j++)
            {
                row[j] = (float)(row[j] + (length / Math.Sqrt(row.Length) * RandomMatrix.NextNormal(random)));
            }
        }

        return nudged;
    }

    // Both methods keep the best point visited; where two visited points are equally good, rounding decides which it is.
    private static bool AreEquallyGood(SymmetricReluNetwork network, LabelledPoints points, int i, Matrix left, Matrix right)
    {
        var reference = new ReferenceNetwork(network);
        double Margin(Matrix perturbations) =>
            points.Y[i] * reference.Output([.. Float64.Of(points.X.Row(i)).Zip(Float64.Of(perturbations.Row(i)), static (x, delta) => x + delta)]);
        double first = Margin(left), second = Margin(right);
        return Math.Abs(first - second) <= 1e-5 * Math.Max(Math.Abs(first), Math.Abs(second));
    }

    // Plain ReLUs are left out: their gradient jumps, and a trajectory that meets a jump is decided by rounding.
    private static Gen<SpanCase> Cases() =>
        from network in NetworkCase.All.Where(static network => network.Smoothing != Smoothing.None && network.Points > 0)
        from thousandths in Gen.Choose(10, 2000)
        from steps in Gen.Choose(1, 6)
        from random in Gen.Elements(true, false)
        select new SpanCase(network with { Points = Math.Min(network.Points, 60) }, AttackSettings.ProjectedGradient(thousandths / 1000.0, steps), random);

    private static Matrix Starts(SpanCase example, LabelledPoints points)
    {
        var starts = new Matrix(points.Count, points.X.Columns);
        if (example.RandomStart)
        {
            RandomStarts.Write((ulong)example.Network.Seed, 1, [.. Enumerable.Range(0, points.Count)], example.Settings.Radius, starts);
        }

        return starts;
    }

    private static void InInputSpace(CpuKernels kernels, SymmetricReluNetwork network, LabelledPoints points, AttackSettings settings, Matrix perturbations)
    {
        using var neurons = new NeuronTable(network);
        using var block = new SampleBlock(network.Dimension, network.Width, 64, kernels.PanelWidth);
        block.Begin(points.Y);
        kernels.LoadInputs(block, points.X.Data, points.X.Stride, network.Dimension);
        kernels.LoadPerturbations(block, perturbations.Data, perturbations.Stride, network.Dimension);
        MarginDescent.Run(kernels, neurons, block, settings);
        kernels.StorePoints(block, block.Best, perturbations.Data, perturbations.Stride, network.Dimension);
    }

    private static void InSpan(CpuKernels kernels, SymmetricReluNetwork network, LabelledPoints points, AttackSettings settings, Matrix perturbations)
    {
        using var neurons = new NeuronTable(network);
        using var block = new SampleBlock(network.Dimension, network.Width, 64, kernels.PanelWidth);
        using var span = new SpanBlock(network.Dimension, network.Width);
        using var gram = new GramMatrix(network.Width, kernels.PanelWidth);
        for (int panel = 0; panel < gram.Panels; panel++)
        {
            kernels.GramPanel(network.Weights, block, gram, panel);
        }

        kernels.AttackInSpan(neurons, gram, span, block, new SpanPoints(points.X, points.Y, perturbations, 0, points.Count), settings);
    }

    private sealed record SpanCase(NetworkCase Network, AttackSettings Settings, bool RandomStart);
}
