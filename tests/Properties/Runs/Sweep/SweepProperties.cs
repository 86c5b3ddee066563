using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Runs.Sweep;
using PurifyProofs.Model.Cpu;
using Xunit;

namespace PurifyProofs.Properties.Runs.Sweep;

/// <summary>Grids, curves and runs of sweeps.</summary>
public sealed class SweepProperties : PropertyChecks, IDisposable
{
    private const string Tiny = "d=24,k=1,m=16,radius=0.5,clean-batch=24,adv-batch=24,clean-steps=20,bias-steps=8,adv-steps=20,adv-ramp=8,pgd-steps=2,seed=3";

    private readonly TemporaryFolder folder = new();
    private int runs;

    [Fact]
    public void Every_cell_has_the_values_of_its_column_and_row() => Check(Grids(), 40, static grid =>
    {
        for (int cell = 0; cell < grid.Count; cell++)
        {
            SparseCodingInstance instance = grid.InstanceOf(cell);
            Assert.Equal(grid.XOf(cell), grid.X.Key.Read(instance));
            Assert.Equal(grid.YOf(cell), grid.Y.Key.Read(instance));
            Assert.Equal(instance, SparseCodingLine.Parse(instance.Line));
            if (grid.X.Key.Name != "radius" && grid.Y.Key.Name != "radius")
            {
                Assert.Equal(grid.Base.Radius, instance.Radius);
            }
        }
    });

    [Fact]
    public void Values_increase_from_the_first_number_to_the_last() => Check(Gen.Choose(2, 20), 20, static count =>
    {
        foreach (string text in new[] { "d=48..128", "radius=0.05..0.35", "k=1..9", "clean-decay=1e-7..1e-4", "noise=0..0.3" })
        {
            SweepAxis axis = SweepAxis.Parse(text, count);
            Assert.Equal(axis.Values.Order(), axis.Values);
            Assert.InRange(axis.Values.Count, 2, count);
            Assert.All(axis.Values, value => Assert.InRange(axis.Position(value), -1e-9, 1 + 1e-9));
            Assert.All(axis.Values, value => Assert.Equal(value, axis.At(axis.Position(value)), 1e-9));
        }
    });

    [Theory]
    [InlineData("d")]
    [InlineData("d=3")]
    [InlineData("width=1..2")]
    [InlineData("d=128..48")]
    [InlineData("d=a..b")]
    [InlineData("clean-decay=0..1")]
    public void What_is_no_axis_is_refused(string text) => Assert.Throws<FormatException>(() => SweepAxis.Parse(text, 12));

    // On the curve the radius is the curve's, whichever axes there are.
    [Fact]
    public void Curves_lie_where_their_formula_says() => Check(Grids(), 60, static grid => Assert.All(TheoryCurve.All, curve => Assert.All(curve.Across(grid), point =>
    {
        (double x, double y) = (grid.X.At(point.X), grid.Y.At(point.Y));
        Assert.Equal(1, grid.ValueOf("radius", x, y) / curve.Radius(grid.ValueOf("d", x, y), grid.ValueOf("k", x, y)), 1e-6);
    })));

    [Fact]
    public void A_curve_through_the_picture_is_found()
    {
        SweepGrid grid = new(SweepAxis.Parse("d=48..128", 12), SweepAxis.Parse("radius=0.05..0.35", 12), SparseCodingLine.Parse("d=128,k=3"));
        Assert.Equal([true, true, true, false], TheoryCurve.All.Select(curve => curve.Across(grid).Count > 10));
        SweepGrid turned = new(grid.Y, grid.X, grid.Base);
        Assert.Equal([true, true, true, false], TheoryCurve.All.Select(curve => curve.Across(turned).Count > 10));
    }

    [Fact]
    public void Cells_are_the_same_for_any_number_of_threads_and_after_an_interruption()
    {
        SweepGrid grid = new(SweepAxis.Parse("radius=0.2..0.9", 3), SweepAxis.Parse("d=24..32", 2), SparseCodingLine.Parse(Tiny));
        SweepResult one = Run(grid, 1), three = Run(grid, 3);
        Assert.Null(one.Partial);
        Assert.Equal(one.Cells, three.Cells);

        SweepRequest request = Request(grid, 1);
        using var interrupted = new CancellationTokenSource();
        SweepResult partial = SweepRun.Run(request, new Counting(2, interrupted.Cancel), CpuDevice.Factory, interrupted.Token);
        Assert.NotNull(partial.Partial);
        Assert.InRange(partial.Cells.Count(static cell => cell.Phase is not null), 2, 5);
        var rest = new Counting(int.MaxValue, static () => { });
        SweepResult whole = SweepRun.Run(request with { Resume = true }, rest, CpuDevice.Factory, CancellationToken.None);
        Assert.Equal(one.Cells, whole.Cells);
        Assert.InRange(rest.Calls, 1, 4);
        Assert.All(whole.Cells, static cell => Assert.True(cell.Adversarial!.Certified.Successes <= cell.Adversarial.Attacked.Successes));
    }

    [Fact]
    public void What_was_swept_is_read_back()
    {
        SweepGrid grid = new(SweepAxis.Parse("radius=0.2..0.9", 3), SweepAxis.Parse("clean-decay=1e-7..1e-4", 4), SparseCodingLine.Parse(Tiny));
        Directory.CreateDirectory(folder["kept"]);
        SweepFile.Write(folder["kept"], grid, 77);
        (SweepGrid read, int points) = SweepFile.Read(folder["kept"]);
        Assert.Equal(77, points);
        Assert.Equal(Enumerable.Range(0, grid.Count).Select(grid.InstanceOf), Enumerable.Range(0, read.Count).Select(read.InstanceOf));
        Assert.Throws<InvalidDataException>(() => SweepFile.Read(folder["nothing"]));
    }

    [Fact]
    public void Another_sweep_is_not_resumed()
    {
        SweepGrid grid = new(SweepAxis.Parse("radius=0.2..0.9", 2), SweepAxis.Parse("d=24..32", 2), SparseCodingLine.Parse(Tiny));
        SweepRequest request = Request(grid, 1) with { TimeLimit = TimeSpan.Zero };
        SweepRun.Run(request, new Counting(int.MaxValue, static () => { }), CpuDevice.Factory, CancellationToken.None);
        Assert.Throws<InvalidDataException>(() => SweepRun.Run(request with { Resume = true, Points = 99 }, new Counting(int.MaxValue, static () => { }), CpuDevice.Factory, CancellationToken.None));
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    private static Gen<SweepGrid> Grids() =>
        from pair in Gen.Elements(("d=48..200", "radius=0.05..0.6"), ("radius=0.05..0.9", "k=1..7"), ("k=1..5", "d=64..256"), ("noise=0..0.3", "radius=0.1..0.4"), ("m=100..900", "clean-steps=50..400"), ("adv-steps=50..400", "clean-decay=1e-7..1e-4"))
        from columns in Gen.Choose(2, 6)
        from rows in Gen.Choose(2, 6)
        from swapped in Gen.Elements(false, true)
        let x = SweepAxis.Parse(pair.Item1, columns)
        let y = SweepAxis.Parse(pair.Item2, rows)
        let start = SparseCodingLine.Parse("d=128,k=3,radius=0.2,adv-radius=0.22,seed=7")
        select swapped ? new SweepGrid(y, x, start) : new SweepGrid(x, y, start);

    private SweepResult Run(SweepGrid grid, int threads) => SweepRun.Run(Request(grid, threads), new Counting(int.MaxValue, static () => { }), CpuDevice.Factory, CancellationToken.None);

    private SweepRequest Request(SweepGrid grid, int threads) => new(grid, 40, threads, folder[FormattableString.Invariant($"sweep-{runs++}")], Resume: false, TimeLimit: null);

    private sealed class Counting(int limit, Action atLimit) : ISweepProgress
    {
        public int Calls { get; private set; }

        public void CellFinished(int done, int count, SweepCell cell)
        {
            Assert.InRange(done, 1, count);
            if (++Calls == limit)
            {
                atLimit();
            }
        }
    }
}
