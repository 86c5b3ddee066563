using System.Diagnostics;
using PurifyProofs.Model.Device;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Cli.Benchmarks;

/// <summary>
/// What small instances cost: clean training of 64 instances of d = 64, m = 256 side by side, against one instance of d = 256,
/// m = 4096 with the same batch, whose products have the same FLOPs.
/// </summary>
internal static class SideBySide
{
    private const int Instances = 64;
    private const int SmallDimension = 64;
    private const int SmallWidth = 256;

    // Instances begin and end together, so every call trains each of them for this many steps.
    private const int StepsPerCall = 20;

    private static readonly WorkloadShape Large = WorkloadShape.Standard with { Width = Instances * SmallDimension * SmallWidth / WorkloadShape.Standard.Dimension };

    // The bias goes as 1/√d, so that the share of active pairs is the same.
    private static readonly WorkloadShape Small = WorkloadShape.Standard with
    {
        Dimension = SmallDimension,
        Width = SmallWidth,
        BiasFraction = WorkloadShape.Standard.BiasFraction * Math.Sqrt((double)WorkloadShape.Standard.Dimension / SmallDimension),
    };

    /// <summary>Time of a step of all small instances over the time of a step of the large one.</summary>
    public static double CostRatio(IDevice device, TimeSpan duration)
    {
        double large;
        using (var workload = new Workload(device, Large))
        {
            large = workload.Steps(TrainingAttack.None, duration).PerSecond;
        }

        return large / StepsOfAll(device, duration);
    }

    private static double StepsOfAll(IDevice device, TimeSpan duration)
    {
        Workload[] workloads = [.. Enumerable.Range(0, Instances).Select(_ => new Workload(device, Small))];
        try
        {
            Train(device, workloads);
            int calls = 0;
            var elapsed = Stopwatch.StartNew();
            for (; calls == 0 || elapsed.Elapsed < duration; calls++)
            {
                Train(device, workloads);
            }

            return calls * StepsPerCall / elapsed.Elapsed.TotalSeconds;
        }
        finally
        {
            Array.ForEach(workloads, static workload => workload.Dispose());
        }
    }

    private static void Train(IDevice device, Workload[] workloads) => device.RunSideBySide(workloads.Length, (instance, single) =>
    {
        using ITrainer trainer = workloads[instance].CreateTrainer(TrainingAttack.None, single);
        trainer.Advance(0, StepsPerCall);
    });
}
