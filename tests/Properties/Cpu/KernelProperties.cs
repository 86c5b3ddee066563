using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Cpu.SparseCoding;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using PurifyProofs.Properties.Numerics;
using PurifyProofs.Properties.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.Cpu;

/// <summary>Every kernel, at every register width, against sums in float64.</summary>
public sealed unsafe class KernelProperties : PropertyChecks
{
    // Sums of up to a few hundred float32 products, relative to the sum of their magnitudes.
    private const double Rounding = 1e-5;

    [Fact]
    public void A_tile_is_the_product_added_to_what_was_there() => Check(Gen.Choose(0, 300).Zip(Gen.Choose(0, int.MaxValue)), 60, static pair =>
    {
        CheckTile<Lanes128>(pair.Item1, pair.Item2);
        CheckTile<Lanes256>(pair.Item1, pair.Item2);
        CheckTile<Lanes512>(pair.Item1, pair.Item2);
    });

    [Fact]
    public void Samples_come_back_from_panels_as_they_went_in() => Check(
        Gen.Choose(1, 70).Zip(Gen.Choose(0, 64)).Zip(Gen.Choose(0, int.MaxValue)),
        100,
        static example =>
        {
            ((int dimension, int count), int seed) = example;
            foreach (SparseCodingKernels kernels in RegisterWidths.All)
            {
                using Matrix rows = RandomMatrix.Normal(new System.Random(seed), Math.Max(1, count), dimension, 1);
                using var back = new Matrix(Math.Max(1, count), dimension);
                using var block = new SampleBlock(dimension, 1, 64, kernels.PanelWidth);
                block.Begin(new float[count]);
                kernels.LoadInputs(block, rows.Data, rows.Stride, dimension);
                kernels.StorePoints(block, block.Inputs, back.Data, back.Stride, dimension);
                Assert.True(count == 0 || RandomMatrix.HaveSameBits(rows, back));
                AssertPaddingIsZero(block, count, dimension, kernels.PanelWidth);
            }
        });

    [Fact]
    public void Lists_of_active_neurons_give_the_gradient_of_the_dense_product() => Check(NetworkCase.All, 80, static example =>
    {
        CheckInputGradients<Lanes128>(example);
        CheckInputGradients<Lanes256>(example);
        CheckInputGradients<Lanes512>(example);
    });

    [Fact]
    public void Lists_of_active_samples_give_the_gradient_of_the_dense_product() => Check(NetworkCase.All.Where(static example => example.Points > 0), 80, static example =>
    {
        CheckWeightGradients<Lanes128>(example);
        CheckWeightGradients<Lanes256>(example);
        CheckWeightGradients<Lanes512>(example);
    });

    [Fact]
    public void The_active_pairs_are_those_with_a_positive_derivative() => Check(NetworkCase.All, 60, static example =>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        using var neurons = new NeuronTable(network);
        foreach (SparseCodingKernels kernels in RegisterWidths.All)
        {
            for (int first = 0; first < points.Count; first += 64)
            {
                using var block = new SampleBlock(example.Dimension, example.Width, 64, kernels.PanelWidth);
                Load(kernels, block, points, first);
                int active = kernels.Forward(neurons, block);
                Assert.Equal(CountPositive(block, example.Width, kernels.PanelWidth), active);
            }
        }
    });

    private static void CheckTile<TLanes>(int depth, int seed)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var random = new System.Random(seed);
        int columns = ProductTile<TLanes>.Columns;
        using Matrix a = RandomMatrix.Normal(random, ProductTile<TLanes>.Rows, Math.Max(1, depth), 1);
        using Matrix b = RandomMatrix.Normal(random, Math.Max(1, depth), columns, 1);
        using Matrix p = RandomMatrix.Normal(random, ProductTile<TLanes>.Rows, columns, 1);
        using Matrix before = p.Clone();
        ProductTile<TLanes>.Accumulate(a.Data, a.Stride, 1, b.Data, b.Stride, depth, p.Data, p.Stride);
        for (int row = 0; row < p.Rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                double sum = before.Row(row)[column], magnitude = Math.Abs(sum);
                for (int k = 0; k < depth; k++)
                {
                    sum += (double)a.Row(row)[k] * b.Row(k)[column];
                    magnitude += Math.Abs((double)a.Row(row)[k] * b.Row(k)[column]);
                }

                Assert.Equal(sum, p.Row(row)[column], Rounding * magnitude);
            }
        }
    }

    private static void CheckInputGradients<TLanes>(NetworkCase example)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        using var neurons = new NeuronTable(network);
        var kernels = new SparseCodingKernels<TLanes>();
        using var block = new SampleBlock(example.Dimension, example.Width, 64, kernels.PanelWidth);
        using var dense = new Matrix(64, example.Dimension);
        using var sparse = new Matrix(64, example.Dimension);
        Load(kernels, block, points, 0);
        kernels.Forward(neurons, block);
        InputGradient<TLanes>.Dense(network.Weights, block);
        kernels.StorePoints(block, block.Gradient, dense.Data, dense.Stride, example.Dimension);
        InputGradient<TLanes>.Sparse(network.Weights, block);
        kernels.StorePoints(block, block.Gradient, sparse.Data, sparse.Stride, example.Dimension);
        AssertClose(dense, sparse, 1 + Float64.Norm(RandomMatrix.Elements(network.Weights)));
    }

    private static void CheckWeightGradients<TLanes>(NetworkCase example)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        using var neurons = new NeuronTable(network);
        var kernels = new SparseCodingKernels<TLanes>();
        using var derivatives = new BatchDerivatives(points.Count, example.Width);
        using var block = new SampleBlock(example.Dimension, example.Width, derivatives.Capacity, kernels.PanelWidth);
        for (int index = 0; index < derivatives.Blocks; index++)
        {
            Load(kernels, block, points, index * derivatives.Capacity);
            kernels.Forward(neurons, block, derivatives, index);
        }

        using var dense = new GradientScratch(example.Dimension, points.Count);
        using var sparse = new GradientScratch(example.Dimension, points.Count);
        var reference = new ReferenceNetwork(network);
        for (int first = 0; first < example.Width; first += GradientScratch.Neurons)
        {
            WeightGradient<TLanes>.Dense(dense, derivatives, points.X, first);
            WeightGradient<TLanes>.Sparse(sparse, derivatives, points.X, first);
            for (int row = 0; row < GradientScratch.Neurons && first + row < example.Width; row++)
            {
                double[] expected = SummedDerivatives(reference, points, first + row, network.OutputScale);
                double scale = 1e-4 * (1 + Float64.Norm(RandomMatrix.Elements(points.X)));
                Assert.InRange(Float64.Distance(expected, Float64.Of(dense.Gradient.Row(row)[..example.Dimension])), 0, scale);
                Assert.InRange(Float64.Distance(expected, Float64.Of(sparse.Gradient.Row(row)[..example.Dimension])), 0, scale);
            }
        }
    }

    private static double[] SummedDerivatives(ReferenceNetwork reference, LabelledPoints points, int neuron, double outputScale)
    {
        var sum = new double[points.X.Columns];
        var single = new double[points.X.Columns];
        for (int i = 0; i < points.Count; i++)
        {
            reference.WeightGradient(neuron, Float64.Of(points.X.Row(i)), single);
            for (int k = 0; k < sum.Length; k++)
            {
                sum[k] += single[k] / outputScale;
            }
        }

        return sum;
    }

    private static void Load(SparseCodingKernels kernels, SampleBlock block, LabelledPoints points, int first)
    {
        block.Begin(points.Y.AsSpan(first, Math.Min(block.Capacity, points.Count - first)));
        kernels.LoadInputs(block, points.X.RowStart(first), points.X.Stride, points.X.Columns);
    }

    private static int CountPositive(SampleBlock block, int width, int panelWidth)
    {
        int positive = 0;
        for (int sample = 0; sample < block.Count; sample++)
        {
            float* column = block.Derivatives + (sample / panelWidth * block.DerivativePanel) + (sample % panelWidth);
            for (int neuron = 0; neuron < width; neuron++)
            {
                positive += column[(nint)neuron * panelWidth] > 0 ? 1 : 0;
            }
        }

        return positive;
    }

    private static void AssertPaddingIsZero(SampleBlock block, int count, int dimension, int panelWidth)
    {
        for (int sample = count; sample < block.Panels * panelWidth; sample++)
        {
            float* column = block.Inputs + (sample / panelWidth * block.PanelSize) + (sample % panelWidth);
            for (int k = 0; k < dimension; k++)
            {
                Assert.Equal(0, column[(nint)k * panelWidth]);
            }
        }
    }

    private static void AssertClose(Matrix expected, Matrix actual, double scale)
    {
        for (int i = 0; i < expected.Rows; i++)
        {
            Assert.InRange(Float64.Distance(Float64.Of(expected.Row(i)), Float64.Of(actual.Row(i))), 0, Rounding * scale);
        }
    }
}
