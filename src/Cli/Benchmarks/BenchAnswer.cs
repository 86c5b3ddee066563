using System.Text.Json.Serialization;

namespace PurifyProofs.Cli.Benchmarks;

/// <summary>What <c>bench --json</c> prints; other tools rely on the names.</summary>
/// <param name="Device">The device, in words.</param>
/// <param name="Threads">Worker threads.</param>
/// <param name="CleanStepsPerSecond">Clean SGD steps a second.</param>
/// <param name="FastGradientStepsPerSecond">FGM-adversarial SGD steps a second.</param>
/// <param name="AttackedPointsPerSecond">Points a second under PGD with 50 steps.</param>
/// <param name="CertifiedPointsPerSecond">Points a second that get a quadratic certificate.</param>
/// <param name="PeakGigaflops">Measured peak of multiply–adds, GFLOP/s.</param>
/// <param name="ForwardGigaflops">GFLOP/s of the forward pass.</param>
/// <param name="BandwidthGigabytes">Measured bandwidth of main memory, GB/s.</param>
/// <param name="SideBySideCost">Cost of 64 small instances side by side over the same FLOPs in one large instance.</param>
/// <param name="Roofline">The standard workload's figures under the roofline.</param>
/// <param name="LatePhase">The same workload with the bias that training ends with.</param>
internal sealed record BenchAnswer(
    [property: JsonPropertyName("device")] string Device,
    [property: JsonPropertyName("threads")] int Threads,
    [property: JsonPropertyName("clean_steps_per_s")] double CleanStepsPerSecond,
    [property: JsonPropertyName("fgm_steps_per_s")] double FastGradientStepsPerSecond,
    [property: JsonPropertyName("pgd50_points_per_s")] double AttackedPointsPerSecond,
    [property: JsonPropertyName("certified_points_per_s")] double CertifiedPointsPerSecond,
    [property: JsonPropertyName("fma_peak_gflops")] double PeakGigaflops,
    [property: JsonPropertyName("forward_gflops")] double ForwardGigaflops,
    [property: JsonPropertyName("memory_bandwidth_gb_per_s")] double BandwidthGigabytes,
    [property: JsonPropertyName("side_by_side_cost")] double SideBySideCost,
    [property: JsonPropertyName("roofline")] WorkloadRoofline Roofline,
    [property: JsonPropertyName("late_phase")] LatePhaseAnswer LatePhase);

/// <summary>The late-phase workload.</summary>
/// <param name="CleanStepsPerSecond">Clean SGD steps a second.</param>
/// <param name="FastGradientStepsPerSecond">FGM-adversarial SGD steps a second.</param>
/// <param name="AttackedPointsPerSecond">Points a second under PGD with 50 steps.</param>
/// <param name="ForwardGigaflops">GFLOP/s of the forward pass.</param>
/// <param name="Roofline">The figures under the roofline.</param>
internal sealed record LatePhaseAnswer(
    [property: JsonPropertyName("clean_steps_per_s")] double CleanStepsPerSecond,
    [property: JsonPropertyName("fgm_steps_per_s")] double FastGradientStepsPerSecond,
    [property: JsonPropertyName("pgd50_points_per_s")] double AttackedPointsPerSecond,
    [property: JsonPropertyName("forward_gflops")] double ForwardGigaflops,
    [property: JsonPropertyName("roofline")] WorkloadRoofline Roofline);

/// <summary>The figures of one workload under the roofline.</summary>
/// <param name="Clean">A clean step.</param>
/// <param name="FastGradient">An FGM step.</param>
/// <param name="Attack">A point of PGD with 50 steps.</param>
/// <param name="Forward">A point of the forward pass.</param>
internal sealed record WorkloadRoofline(
    [property: JsonPropertyName("clean")] RooflineFigure Clean,
    [property: JsonPropertyName("fgm")] RooflineFigure FastGradient,
    [property: JsonPropertyName("pgd50")] RooflineFigure Attack,
    [property: JsonPropertyName("forward")] RooflineFigure Forward);
