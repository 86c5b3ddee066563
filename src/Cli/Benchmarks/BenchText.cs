using System.Globalization;

namespace PurifyProofs.Cli.Benchmarks;

/// <summary>The answer of <c>bench</c> as a table for a reader.</summary>
internal static class BenchText
{
    /// <summary>Writes it.</summary>
    public static void Write(TextWriter output, BenchAnswer answer)
    {
        WorkloadShape shape = WorkloadShape.Standard;
        output.WriteLine(Text($"{answer.Device}; d = {shape.Dimension}, k = {shape.Sparsity}, m = {shape.Width}, batch {shape.BatchSize}, τ = {shape.Radius}"));
        output.WriteLine(Text($"  {"multiply–add peak",-20}{answer.PeakGigaflops,8:0.0} GFLOP/s"));
        output.WriteLine(Text($"  {"memory bandwidth",-20}{answer.BandwidthGigabytes,8:0.0} GB/s"));
        Workload(output, "standard workload", WorkloadShape.Standard, answer.Roofline);
        output.WriteLine(Text($"  {"certificates",-16}{answer.CertifiedPointsPerSecond,10:0.0} points/s"));
        Workload(output, "late phase", WorkloadShape.LatePhase, answer.LatePhase.Roofline);
        output.WriteLine();
        output.WriteLine("small instances");
        output.WriteLine(Text($"  {"64 side by side",-20}{answer.SideBySideCost,8:0.0} times the cost of one; d = 64, m = 256 each, d = 256, m = 4096 the one: the same FLOPs"));
        output.WriteLine();
        output.WriteLine("Dense counts every pair and every code; done counts sparse codes, and active pairs only where the device skips the others. The ceiling is the rate at");
        output.WriteLine("which the work done would reach the peak, or fill the memory bandwidth where that is less.");
    }

    private static void Workload(TextWriter output, string name, WorkloadShape shape, WorkloadRoofline roofline)
    {
        output.WriteLine();
        output.WriteLine(Text($"{name}, b = {shape.BiasFraction:0.###}‖w‖"));
        output.WriteLine(Text($"  {string.Empty,-16}{"rate",10}{string.Empty,10}{"ceiling",12}{"of the peak",14}{"GFLOP/s dense",15}{"done",8}{"active pairs",14}"));
        Row(output, "clean training", "steps/s", roofline.Clean);
        Row(output, "FGM training", "steps/s", roofline.FastGradient);
        Row(output, "PGD-50", "points/s", roofline.Attack);
        Row(output, "forward pass", "points/s", roofline.Forward);
    }

    private static void Row(TextWriter output, string name, string unit, RooflineFigure figure) => output.WriteLine(Text(
        $"  {name,-16}{figure.PerSecond,10:0.0} {unit,-9}{figure.CeilingPerSecond,12:0.0}{100 * figure.PeakFraction,12:0.0} %{figure.DenseGigaflops,15:0.0}{figure.DoneGigaflops,8:0.0}{100 * figure.ActiveFraction,12:0.0} %"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
