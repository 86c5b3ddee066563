using System.Text.Json.Serialization;

namespace PurifyProofs.Cli.Benchmarks;

/// <summary>
/// The two ceilings of a machine (S. Williams, A. Waterman and D. Patterson, "Roofline", Commun. ACM 52(4), 2009), both
/// measured in the run whose figures are held against them.
/// </summary>
/// <param name="PeakGigaflops">Multiply–adds in registers on all threads, GFLOP/s.</param>
/// <param name="BandwidthGigabytes">Main memory on all threads, GB/s.</param>
internal sealed record Roofline(double PeakGigaflops, double BandwidthGigabytes)
{
    /// <summary>Holds a rate against the ceilings.</summary>
    /// <param name="rate">What was measured.</param>
    /// <param name="work">The work of one step or point.</param>
    public RooflineFigure Place(MeasuredRate rate, WorkCount work)
    {
        double compute = PeakGigaflops * 1e9 / work.DoneFlops;
        double memory = BandwidthGigabytes * 1e9 / work.Bytes;
        double done = work.DoneFlops * rate.PerSecond / 1e9;
        return new RooflineFigure(
            rate.PerSecond,
            rate.ActiveFraction,
            work.DenseFlops,
            work.DoneFlops,
            work.Bytes,
            work.DenseFlops * rate.PerSecond / 1e9,
            done,
            done / PeakGigaflops,
            Math.Min(compute, memory),
            compute <= memory ? RooflineFigure.BoundByCompute : RooflineFigure.BoundByMemory);
    }
}

/// <summary>One figure under the roofline; FLOPs, bytes and ceiling are those of one step, or of one point.</summary>
/// <param name="PerSecond">Steps or points a second.</param>
/// <param name="ActiveFraction">Share of neuron–sample pairs with non-zero derivative.</param>
/// <param name="DenseFlops">FLOPs, counted dense.</param>
/// <param name="DoneFlops">FLOPs actually done.</param>
/// <param name="Bytes">Bytes that must move.</param>
/// <param name="DenseGigaflops">GFLOP/s, counted dense.</param>
/// <param name="DoneGigaflops">GFLOP/s actually done.</param>
/// <param name="PeakFraction">GFLOP/s actually done over the measured peak.</param>
/// <param name="CeilingPerSecond">Steps or points a second where the FLOPs done run at the peak, or the bytes at the bandwidth, whichever is less.</param>
/// <param name="Bound">Which of the two it is: <c>compute</c> or <c>memory</c>.</param>
internal sealed record RooflineFigure(
    [property: JsonPropertyName("per_s")] double PerSecond,
    [property: JsonPropertyName("active_fraction")] double ActiveFraction,
    [property: JsonPropertyName("flops_dense")] double DenseFlops,
    [property: JsonPropertyName("flops_done")] double DoneFlops,
    [property: JsonPropertyName("bytes")] double Bytes,
    [property: JsonPropertyName("gflops_dense")] double DenseGigaflops,
    [property: JsonPropertyName("gflops_done")] double DoneGigaflops,
    [property: JsonPropertyName("peak_fraction")] double PeakFraction,
    [property: JsonPropertyName("ceiling_per_s")] double CeilingPerSecond,
    [property: JsonPropertyName("bound")] string Bound)
{
    /// <summary>The multiply–add units set the ceiling.</summary>
    public const string BoundByCompute = "compute";

    /// <summary>Main memory sets the ceiling.</summary>
    public const string BoundByMemory = "memory";
}
