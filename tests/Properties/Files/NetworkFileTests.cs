using PurifyProofs.Model.Files;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.Files;

/// <summary>Networks and points of files: what is read, and the one sentence for what makes no sense.</summary>
public sealed class NetworkFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Path => folder["file.npz"];

    [Theory]
    [InlineData(0.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(7)]
    [InlineData(-1)]
    [InlineData(4294967296)]
    [InlineData(0.9999999999)]
    public void A_smoothing_that_is_none_is_refused(double law) => Assert.Equal(
        FormattableString.Invariant($"'{Path}' has smoothing = {law}; it must be 0 (none), 1 (uniform) or 2 (Gaussian)."),
        Refusal(("smoothing", NpyArray.Scalar(law))));

    [Fact]
    public void A_smoothing_is_read_from_any_type_and_rank()
    {
        Assert.Equal(Smoothing.Gaussian, Read(("smoothing", NpyArray.Of<long>([2], 1, 1))).Network.Smoothing);
        Assert.Equal(Smoothing.None, Read(("smoothing", NpyArray.Scalar(0))).Network.Smoothing);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(2, 0)]
    [InlineData(0, 0)]
    public void No_neurons_or_no_inputs_are_refused(int width, int dimension) => Assert.Equal(
        $"'{Path}' holds no network: W is SinglePrecision ({width}, {dimension}); give W as [m × d] with m and d at least 1.",
        Refusal(
            ("W", NpyArray.Matrix(new float[width * dimension], width, dimension)),
            ("b", NpyArray.Vector(new float[width])),
            ("s", NpyArray.Vector(new float[width]))));

    [Theory]
    [InlineData(0, 2)]
    [InlineData(2, 0)]
    public void No_points_or_no_coordinates_are_refused(int count, int dimension)
    {
        var arrays = new Dictionary<string, NpyArray>
        {
            ["X"] = NpyArray.Matrix(new float[count * dimension], count, dimension),
            ["y"] = NpyArray.Vector(Enumerable.Repeat(1f, count).ToArray()),
        };
        NpzArchive.Write(Path, arrays);
        Assert.Equal(
            $"'{Path}' holds no points: X is SinglePrecision ({count}, {dimension}); give X as [n × d] with n and d at least 1.",
            Assert.Throws<InvalidDataException>(() => PointsFile.Read(NpzArchive.Read(Path))).Message);
    }

    // Rounded to float32 it would be −0, which is no longer negative.
    [Fact]
    public void A_bias_below_0_by_less_than_float32_tells_is_refused() => Assert.Equal(
        $"'{Path}' holds no network: Every bias and every smoothing width must be finite and not negative.",
        Refusal(("b", NpyArray.Vector([0, -1e-60]))));

    [Theory]
    [InlineData("W")]
    [InlineData("b")]
    [InlineData("s")]
    [InlineData("a")]
    public void What_is_beyond_float32_is_refused(string name)
    {
        NpyArray beyond = name switch
        {
            "W" => NpyArray.Matrix([1e39, 0, 0, 1], 2, 2),
            "a" => NpyArray.Scalar(-1e39),
            _ => NpyArray.Vector([0, 1e39]),
        };
        Assert.Equal(
            $"'{Path}' holds weights beyond the range of float32 (3.4e38); scale them down, a against W, and save again.",
            Refusal((name, beyond)));
    }

    // 1 + 1e-10 is 1 in float32.
    [Fact]
    public void A_label_near_1_is_refused()
    {
        var arrays = new Dictionary<string, NpyArray> { ["X"] = NpyArray.Matrix([1f], 1, 1), ["y"] = NpyArray.Vector([1 + 1e-10]) };
        NpzArchive.Write(Path, arrays);
        Assert.Equal(
            $"'{Path}' has the label y[0] = 1.0000000001; every label must be 1 or -1.",
            Assert.Throws<InvalidDataException>(() => PointsFile.Read(NpzArchive.Read(Path))).Message);
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    private string Refusal(params ReadOnlySpan<(string Name, NpyArray Array)> changes)
    {
        (string, NpyArray)[] all = [.. changes];
        return Assert.Throws<InvalidDataException>(() => Read(all)).Message;
    }

    private ReadNetwork Read(params ReadOnlySpan<(string Name, NpyArray Array)> changes)
    {
        var arrays = new Dictionary<string, NpyArray>
        {
            ["W"] = NpyArray.Matrix([1f, 0f, 0f, 1f], 2, 2),
            ["b"] = NpyArray.Vector([0f, 0f]),
            ["s"] = NpyArray.Vector([0f, 0f]),
            ["a"] = NpyArray.Scalar(1),
        };
        foreach ((string name, NpyArray array) in changes)
        {
            arrays[name] = array;
        }

        NpzArchive.Write(Path, arrays);
        return NetworkFile.Read(NpzArchive.Read(Path));
    }
}
