using System.Globalization;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Runs.Assumptions;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Runs.Controls;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Cli.Commands.Check;

/// <summary>What a check, the controls or a study of assumptions would do, as <c>--dry-run</c> prints it.</summary>
internal static class ForecastText
{
    /// <summary>A check: the plan, the number of instances, time and memory.</summary>
    public static void Write(CheckPlan plan, CheckForecast forecast, CommandContext context)
    {
        CheckRequest request = plan.Request;
        TextWriter output = context.Output;
        output.WriteLine($"Would check {Ids(plan.Claims)} at scale {ScaleWords.Name(request.Scale)}, seed {request.Seed}; nothing is run now.");
        CheckSession.WriteRepeated(plan.Repeated, context);
        WriteScope(request.Scope, output);
        output.WriteLine($"On each instance, while claims that need them are open: {Studies(forecast)}.");
        output.WriteLine(Instances(forecast));
        WriteMeans(forecast, request.Threads, request.CheckpointInterval, output);
        WriteEnd(request.Directory, request.TimeLimit, request.ResumeOtherVersion, output);
    }

    /// <summary>The controls: how many checks, time and memory.</summary>
    public static void Write(ControlPlan plan, CheckForecast forecast, TextWriter output)
    {
        ControlRequest request = plan.Request;
        output.WriteLine($"Would control {Ids(plan.Claims)} at scale {ScaleWords.Name(request.Scale)}, seed {request.Seed}: {plan.Claims.Sum(static claim => claim.Breakers.Count)} controls; nothing is run now.");
        output.WriteLine($"On each instance of a check: {Studies(forecast)}.");
        output.WriteLine($"{Count(forecast.FewestInstances)} in all checks if every claim holds unbroken and every control is caught at once: {About(forecast.FewestTime).ToLowerInvariant()}. A claim that does not hold is not broken; a control that is caught late takes up to three times as many.");
        WriteMeans(forecast, request.Threads, request.CheckpointInterval, output);
        WriteEnd(request.Directory, request.TimeLimit, request.ResumeOtherVersion, output);
    }

    /// <summary>A study of assumptions: how many checks, time and memory.</summary>
    public static void Write(AssumptionPlan plan, CheckForecast forecast, CommandContext context)
    {
        AssumptionRequest request = plan.Request;
        TextWriter output = context.Output;
        output.WriteLine($"Would vary {string.Join(", ", request.Assumptions.Select(static assumption => assumption.Name))} one at a time for {Ids(plan.Claims)} at scale {ScaleWords.Name(request.Scale)}, seed {request.Seed}, from {Count(request.Instances.Count)}; nothing is run now.");
        CheckSession.WriteRepeated(plan.Repeated, context);
        output.WriteLine($"On each instance of a level: {Studies(forecast)}.");
        output.WriteLine($"{Count(forecast.MostInstances)} at all levels: {About(forecast.MostTime).ToLowerInvariant()}.");
        WriteMeans(forecast, request.Threads, request.CheckpointInterval, output);
        WriteEnd(request.Directory, request.TimeLimit, request.ResumeOtherVersion, output);
    }

    /// <summary>Where it would go, and what would stop it.</summary>
    public static void WriteEnd(string directory, TimeSpan? timeLimit, bool resumeOtherVersion, TextWriter output)
    {
        output.WriteLine($"Everything would go into {directory}{(resumeOtherVersion ? ", beside what another version began" : string.Empty)}.");
        if (timeLimit is { } limit)
        {
            output.WriteLine($"The time limit would stop it after {Time(limit)}.");
        }
    }

    private static void WriteMeans(CheckForecast forecast, int threads, TimeSpan checkpointInterval, TextWriter output)
    {
        output.WriteLine(Memory(forecast.WorkingBytes));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The times are extrapolated from a rehearsal on the first instance, or one of its shape where it is very large, on {threads} {(threads == 1 ? "thread" : "threads")} of this machine as it is now; networks in training would be saved every {checkpointInterval.TotalSeconds:0.###} s."));
    }

    private static void WriteScope(HypothesisScope scope, TextWriter output)
    {
        if (scope == HypothesisScope.Beyond)
        {
            output.WriteLine("Instances outside a claim's hypotheses would be judged too.");
        }
    }

    private static string Ids(IEnumerable<IClaim> claims) => string.Join(", ", claims.Select(static claim => claim.Id));

    private static string Studies(CheckForecast forecast) => string.Join(", ", forecast.Studies.Select(StudyWords.Name));

    private static string Instances(CheckForecast forecast) =>
        forecast.FewestInstances == forecast.MostInstances
            ? string.Create(CultureInfo.InvariantCulture, $"{Count(forecast.MostInstances)}: about {Time(forecast.MostTime)}.")
            : string.Create(CultureInfo.InvariantCulture, $"{Count(forecast.FewestInstances)} decide every claim if each holds on all: about {Time(forecast.FewestTime)}. Claims that fail are decided earlier, and what only they need is not run again. At most {Count(forecast.MostInstances)}: about {Time(forecast.MostTime)}.")
           ;

    private static string Count(int instances) => string.Create(CultureInfo.InvariantCulture, $"{instances} {(instances == 1 ? "instance" : "instances")}");

    /// <summary>Memory as a forecast, beside what there is.</summary>
    public static string Memory(double bytes) => $"Memory: about {MemoryLimit.Words(bytes)} of the {MemoryLimit.Words(MemoryLimit.Available)} that this process may use.";

    /// <summary>A duration as a forecast: "About 7 min".</summary>
    public static string About(TimeSpan time) => "About " + Time(time);

    private static string Time(TimeSpan time) => time.TotalSeconds < 90
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds):0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMinutes):0} min");
}
