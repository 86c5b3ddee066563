using System.Globalization;
using PurifyProofs.Claims.Runs.Check;

namespace PurifyProofs.Cli.Commands.Check;

/// <summary>What a check would do, as <c>--dry-run</c> prints it.</summary>
internal static class ForecastText
{
    /// <summary>Writes the plan, the number of instances and the time.</summary>
    public static void Write(CheckPlan plan, CheckForecast forecast, TextWriter output)
    {
        CheckRequest request = plan.Request;
        output.WriteLine($"Would check {string.Join(", ", plan.Claims.Select(claim => claim.Id))} at scale {ScaleWords.Name(request.Scale)}, seed {request.Seed}; nothing is run now.");
        output.WriteLine($"On each instance, while claims that need them are open: {string.Join(", ", forecast.Studies.Select(StudyWords.Name))}.");
        output.WriteLine(Instances(forecast));
        output.WriteLine("The times are extrapolated from a rehearsal on the first instance, on this machine as it is now.");
    }

    private static string Instances(CheckForecast forecast) =>
        forecast.FewestInstances == forecast.MostInstances
            ? string.Create(CultureInfo.InvariantCulture, $"{Count(forecast.MostInstances)}: about {Time(forecast.MostTime)}.")
            : string.Create(CultureInfo.InvariantCulture, $"{Count(forecast.FewestInstances)} decide every claim if each holds on all: about {Time(forecast.FewestTime)}. Claims that fail are decided earlier, and what only they need is not run again. At most {Count(forecast.MostInstances)}: about {Time(forecast.MostTime)}.")
           ;

    private static string Count(int instances) => string.Create(CultureInfo.InvariantCulture, $"{instances} {(instances == 1 ? "instance" : "instances")}");

    /// <summary>A duration as a forecast: "About 7 min".</summary>
    public static string About(TimeSpan time) => "About " + Time(time);

    private static string Time(TimeSpan time) => time.TotalSeconds < 90
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds):0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMinutes):0} min");
}
