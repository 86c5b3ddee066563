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
    /// <summary>An estimate of the bytes that the largest instance takes; instances follow one another.</summary>
    public double WorkingBytes { get; init; }

    /// <summary>Forecasts checks that follow one another from a rehearsal on the first instance of each family; nothing is written.</summary>
    /// <param name="requests">The checks, at least one instance among them.</param>
    /// <param name="devices">Opens the device.</param>
    /// <exception cref="ArgumentException">An instance needs more memory than there is; one sentence.</exception>
    public static CheckForecast Of(IReadOnlyList<CheckRequest> requests, IDeviceFactory devices)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(devices);
        foreach (CheckRequest request in requests)
        {
            Require(request);
        }

        using IDevice device = devices.Open(requests[0].Threads);
        PlannedFamily[] planned = [.. requests.SelectMany(PlannedFamily.Of)];
        return planned.GroupBy(static family => family.Key).SelectMany(families => OfFamily([.. families], device)).Aggregate(Add) with
        {
            Studies = [.. planned.SelectMany(static family => family.Studies).Select(static study => study.Kind).Distinct()],
            WorkingBytes = requests.Max(static request => request.Instances.Max(instance => instance.WorkingBytes(Effort.Of(request.Scale).MostPoints))),
        };
    }

    /// <summary>Refuses a request of which an instance needs more memory than there is.</summary>
    /// <exception cref="ArgumentException">One does; one sentence.</exception>
    public static void Require(CheckRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        int points = Effort.Of(request.Scale).MostPoints;
        request.Instances.MaxBy(instance => instance.WorkingBytes(points))?.RequireMemory(points);
    }

    private static IEnumerable<CheckForecast> OfFamily(PlannedFamily[] families, IDevice device)
    {
        Instance rehearsed = families[0].Instances[0];
        Effort effort = families[0].Effort;
        StudyWork wanted = families.Select(static family => Total(family.Studies, family.Instances[0], family.Effort)).Aggregate(StudyWork.Add);
        UnitSeconds seconds = FamilyRegistry.Of(rehearsed.Family).Rehearse(rehearsed, device, effort, wanted);
        return families.Select(family => OfFamily(family, rehearsed, seconds));
    }

    private static CheckForecast OfFamily(PlannedFamily family, Instance rehearsed, UnitSeconds seconds)
    {
        int most = family.Instances.Length;
        int fewest = family.Schedule.FewestFurther(family.Key, []) is > 0 and int needed ? Math.Min(needed, most) : most;
        TimeSpan[] times = [.. family.Instances.Zip(family.Own, (instance, wanted) => seconds.Of(WorkAtSizeOf(rehearsed, instance, wanted, family.Effort)))];
        return new CheckForecast(fewest, most, [], Sum(times.Take(fewest)), Sum(times));
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

    // The instances of one family in one check, and what is run on each while every claim is open: one that does not apply asks nothing.
    private sealed record PlannedFamily(InstanceFamily Key, Instance[] Instances, CheckSchedule Schedule, IReadOnlyList<IStudy>[] Own, Effort Effort)
    {
        public IReadOnlyList<IStudy> Studies => Own.MaxBy(static wanted => wanted.Count)!;

        public static IEnumerable<PlannedFamily> Of(CheckRequest request)
        {
            var schedule = new CheckSchedule(
                ClaimCatalogue.At(request.Scale, request.ClaimsGlob), JudgementBasis.Of(request.Scale, request.Origin, request.Scope));
            return request.Instances.GroupBy(static instance => instance.Family).Select(family => new PlannedFamily(
                family.Key,
                [.. family],
                schedule,
                [.. family.Select(instance => schedule.StudiesFor(instance, []))],
                Effort.Of(request.Scale)));
        }
    }

    private static TimeSpan Sum(IEnumerable<TimeSpan> times) => times.Aggregate(TimeSpan.Zero, static (sum, time) => sum + time);
}
