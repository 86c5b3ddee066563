using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Bounds.Rounding;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.Rounding;

/// <summary>The rigorous parts by themselves: minima below every value, eigenvalue bounds below the truth, and both tight.</summary>
public sealed class VerificationProperties : PropertyChecks
{
    private const int Samples = 400;

    [Fact]
    public void The_minimum_of_a_neuron_is_below_every_value_and_close_to_the_lowest() => Check(Terms, 5_000, static term =>
    {
        double bound = new PiecewiseQuadraticMinimum().LowerBound(term);
        double step = (term.High - term.Low) / Samples;
        double lowest = Enumerable.Range(0, Samples + 1).Min(k => Value(term, Math.Min(term.Low + (k * step), term.High)));
        Assert.True(bound <= lowest, $"{bound:R} is above the value {lowest:R}");
        Assert.InRange(bound, lowest - (term.Lipschitz * step) - 1e-9, lowest);
    });

    [Fact]
    public void The_minimum_of_a_Gaussian_neuron_is_below_every_value_and_close_to_the_lowest() => Check(Terms, 1_000, static term =>
    {
        double bound = new GaussianMinimum().LowerBound(term);
        double step = (term.High - term.Low) / Samples;
        double lowest = Enumerable.Range(0, Samples + 1).Min(k => Value(term, Math.Min(term.Low + (k * step), term.High), Smoothing.Gaussian));
        Assert.True(bound <= lowest, $"{bound:R} is above the value {lowest:R}");
        Assert.InRange(bound, lowest - (term.Lipschitz * step) - 1e-6, lowest);
    });

    // An independent implementation (MathNet's erfc); the bound claimed for ours is 2e-13.
    [Fact]
    public void The_normal_distribution_function_has_the_error_claimed() => Check(Gen.Choose(-40_000_000, 40_000_000), 5_000, static number =>
    {
        double z = number / 1e6;
        double expected = 0.5 * MathNet.Numerics.SpecialFunctions.Erfc(-z / Math.Sqrt(2));
        return Math.Abs(SmoothedReluFunction.NormalCumulative(z) - expected) <= 2e-14;
    });

    [Fact]
    public void A_neuron_without_range_has_its_value_for_minimum() => Check(Terms, 1_000, static term =>
    {
        NeuronTerm point = term with { High = term.Low };
        double bound = new PiecewiseQuadraticMinimum().LowerBound(point);
        Assert.InRange(Value(point, point.Low) - bound, 0, 1e-11 * (1 + (point.Lipschitz * point.ArgumentSize)));
    });

    [Fact]
    public void A_neuron_that_is_not_a_number_has_no_bound() =>
        Assert.Equal(double.NegativeInfinity, new PiecewiseQuadraticMinimum().LowerBound(new NeuronTerm(1, 0, 1, double.NaN, -1, 1, 0, 0)));

    // A = QDQᵀ with known D: the bound must stay below the least entry of D, up to the rounding of A itself.
    [Fact]
    public void The_bound_of_the_smallest_eigenvalue_is_below_it_and_close_to_the_shift() => Check(Spectra, 300, static example =>
    {
        var random = new System.Random(example.Seed);
        double[][] basis = RandomMatrix.Orthogonal(random, example.Size);
        double[] spectrum = [.. Enumerable.Range(0, example.Size).Select(k => k == 0 ? example.Smallest : example.Smallest + random.NextDouble())];
        double bound = CholeskyVerification.LowerBoundOfSmallestEigenvalue(Compose(basis, spectrum), example.Size, Math.Max(0, 0.999 * example.Smallest));
        if (example.Smallest > 1e-9)
        {
            Assert.InRange(bound, 0.99 * example.Smallest, example.Smallest * (1 + 1e-9));
        }
        else
        {
            Assert.InRange(bound, double.NegativeInfinity, Math.Max(example.Smallest, 0) + 1e-13);
        }
    });

    [Fact]
    public void A_matrix_with_a_negative_eigenvalue_has_no_positive_bound() => Check(Spectra, 300, static example =>
    {
        var random = new System.Random(example.Seed);
        double[][] basis = RandomMatrix.Orthogonal(random, example.Size);
        double[] spectrum = [.. Enumerable.Range(0, example.Size).Select(k => k == 0 ? -1e-12 : random.NextDouble())];
        return !(CholeskyVerification.LowerBoundOfSmallestEigenvalue(Compose(basis, spectrum), example.Size, 0) > 0);
    });

    private static Gen<(int Size, double Smallest, int Seed)> Spectra =>
        from size in Gen.Choose(1, 12)
        from exponent in Gen.Choose(-14, 0)
        from seed in Gen.Choose(0, int.MaxValue)
        select (size, Math.Pow(10, exponent), seed);

    private static Gen<NeuronTerm> Terms =>
        from seed in Gen.Choose(0, int.MaxValue)
        select Term(new System.Random(seed));

    private static NeuronTerm Term(System.Random random)
    {
        double bias = random.Next(4) == 0 ? 0 : random.NextDouble();
        double width = random.Next(6) switch { 0 => 0, 1 => 1e-17, 2 => 1e-9, 3 => bias, 4 => 3 * random.NextDouble(), _ => 0.7 * bias };
        double one = 4 * (random.NextDouble() - 0.5), other = 4 * (random.NextDouble() - 0.5);
        double scale = (random.Next(5) == 0 ? -1 : 1) * (0.05 + random.NextDouble());
        double slope = random.Next(4) switch { 0 => 0, 1 => scale, _ => 3 * (random.NextDouble() - 0.5) };
        double curvature = random.Next(4) switch { 0 => 0, 1 => Math.Abs(scale) / (4 * (width + 1e-3)), _ => random.NextDouble() };
        return new NeuronTerm(scale, bias, width, 3 * (random.NextDouble() - 0.5), Math.Min(one, other), Math.Max(one, other), slope, curvature);
    }

    private static double Value(in NeuronTerm term, double t, Smoothing law = Smoothing.Uniform)
    {
        double u = term.Preactivation + t;
        double h = SmoothedReluFunction.Value(law, u - term.Bias, term.SmoothingWidth) - SmoothedReluFunction.Value(law, -u - term.Bias, term.SmoothingWidth);
        return (term.OutputScale * h) - (term.Slope * t) + (term.Curvature * t * t);
    }

    private static double[] Compose(double[][] basis, double[] spectrum)
    {
        int size = spectrum.Length;
        var matrix = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                matrix[(i * size) + j] = Enumerable.Range(0, size).Sum(k => basis[k][i] * spectrum[k] * basis[k][j]);
            }
        }

        return matrix;
    }
}
