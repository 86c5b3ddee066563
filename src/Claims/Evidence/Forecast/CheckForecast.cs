using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Evidence.Studies;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Model.Compute;

namespace PurifyProofs.Claims.Evidence.Forecast;

/// <summary>What a check would run and how long it would take here.</summary>
/// <param name="FewestInstances">Instances until every claim is decided if each holds on all.</param>
/// <param name="MostInstances">Instances after which it stops in any case.</param>
/// <param name="Studies">What is run on an instance while every claim is open.</param>
/// <param name="FewestTime">Time for the fewest.</param>
/// <param name="MostTime">Time for the most.</param>
public sealed record CheckForecast(int FewestInstances, int MostInstances, IReadOnlyList<Study> Studies, TimeSpan FewestTime, TimeSpan MostTime)
{
    /// <summary>Forecasts a request from a rehearsal on its first instance; nothing is written.</summary>
    public static CheckForecast Of(CheckRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var schedule = new CheckSchedule(ClaimCatalogue.At(request.Scale, request.ClaimsGlob), JudgementBasis.Of(request.Scale, request.Origin, request.Scope));
        Effort effort = Effort.Of(request.Scale);
        IReadOnlyList<IStudy> studies = schedule.StudiesFor(request.Instances[0], []);
        using var device = new CpuDevice(request.Threads);
        UnitSeconds seconds = new Rehearsal(request.Instances[0], device, effort).Measure();
        int most = request.Instances.Count;
        int fewest = schedule.FewestFurther([]) is > 0 and int needed ? Math.Min(needed, most) : most;
        TimeSpan[] times = [.. request.Instances.Select(instance => seconds.Of(WorkAtSizeOf(request.Instances[0], instance, studies, effort)))];
        return new CheckForecast(fewest, most, [.. studies.Select(static study => study.Kind)], Sum(times.Take(fewest)), Sum(times));
    }

    // The rehearsal timed the first instance; work grows with the number of weights.
    private static StudyWork WorkAtSizeOf(Instance rehearsed, Instance instance, IReadOnlyList<IStudy> studies, Effort effort) =>
        Weights(instance) / Weights(rehearsed) * studies.Select(study => study.Work(instance, effort)).Aggregate(default(StudyWork), StudyWork.Add);

    private static double Weights(Instance instance) => (double)instance.Plan.Width * instance.Law.Dimension;

    private static TimeSpan Sum(IEnumerable<TimeSpan> times) => times.Aggregate(TimeSpan.Zero, static (sum, time) => sum + time);
}
