using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Model.Device;

namespace PurifyProofs.Claims.Runs.Check;

/// <summary>What a check would run and how long it would take here.</summary>
/// <param name="FewestInstances">Instances until every claim is decided if each holds on all.</param>
/// <param name="MostInstances">Instances after which it stops in any case.</param>
/// <param name="Studies">What is run on an instance while every claim is open.</param>
/// <param name="FewestTime">Time for the fewest.</param>
/// <param name="MostTime">Time for the most.</param>
public sealed record CheckForecast(int FewestInstances, int MostInstances, IReadOnlyList<Study> Studies, TimeSpan FewestTime, TimeSpan MostTime)
{
    /// <summary>Forecasts a request from a rehearsal on the first instance of each family; nothing is written.</summary>
    public static CheckForecast Of(CheckRequest request, IDeviceFactory devices)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(devices);
        var schedule = new CheckSchedule(ClaimCatalogue.At(request.Scale, request.ClaimsGlob), JudgementBasis.Of(request.Scale, request.Origin, request.Scope));
        using IDevice device = devices.Open(request.Threads);
        return request.Instances
            .GroupBy(static instance => instance.Family)
            .Select(family => OfFamily([.. family], schedule, device, Effort.Of(request.Scale)))
            .Aggregate(Add);
    }

    private static CheckForecast OfFamily(Instance[] instances, CheckSchedule schedule, IDevice device, Effort effort)
    {
        // A claim that does not apply to an instance asks nothing of it.
        IReadOnlyList<IStudy>[] own = [.. instances.Select(instance => schedule.StudiesFor(instance, []))];
        IReadOnlyList<IStudy> studies = own.MaxBy(static wanted => wanted.Count)!;
        UnitSeconds seconds = FamilyRegistry.Of(instances[0].Family).Rehearse(instances[0], device, effort, Total(studies, instances[0], effort));
        int most = instances.Length;
        int fewest = schedule.FewestFurther(instances[0].Family, []) is > 0 and int needed ? Math.Min(needed, most) : most;
        TimeSpan[] times =
        [
            .. instances.Zip(own, (instance, wanted) => seconds.Of(WorkAtSizeOf(instances[0], instance, wanted, effort))),
        ];
        return new CheckForecast(fewest, most, [.. studies.Select(static study => study.Kind)], Sum(times.Take(fewest)), Sum(times));
    }

    private static CheckForecast Add(CheckForecast one, CheckForecast other) => new(
        one.FewestInstances + other.FewestInstances,
        one.MostInstances + other.MostInstances,
        [.. one.Studies, .. other.Studies],
        one.FewestTime + other.FewestTime,
        one.MostTime + other.MostTime);

    // The rehearsal timed the first instance; work grows with the products of a forward pass.
    private static StudyWork WorkAtSizeOf(Instance rehearsed, Instance instance, IReadOnlyList<IStudy> studies, Effort effort) =>
        instance.ForwardProducts / rehearsed.ForwardProducts * Total(studies, instance, effort);

    private static StudyWork Total(IReadOnlyList<IStudy> studies, Instance instance, Effort effort) =>
        studies.Select(study => study.Work(instance, effort)).Aggregate(default(StudyWork), StudyWork.Add);

    private static TimeSpan Sum(IEnumerable<TimeSpan> times) => times.Aggregate(TimeSpan.Zero, static (sum, time) => sum + time);
}
