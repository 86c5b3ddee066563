using System.CommandLine;
using System.Globalization;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.ByHand;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Cli.Progress;
using PurifyProofs.Model.Device;

namespace PurifyProofs.Cli.Commands.Train;

/// <summary><c>train</c>: one instance by hand.</summary>
internal static class TrainCommand
{
    // One study a network.
    private const int Studies = 2;

    private static readonly Example[] Examples =
    [
        new("train --out trained", "train the preset at d = 256 cleanly, then by FGM, and write both networks and 1000 points"),
        new("train --instance 'preset=two-sided,d=128,radius=0.2' --seed 7 --out trained", "an instance of your own; the line is that of a report"),
        new("train --instance 'preset=patches' --out patches", "structured data: patch networks [K × m × d] and samples [n × P × d] for NumPy"),
        new("train --attack pgd --json --out trained", "adversarial training by PGD, and one JSON object that names the files"),
    ];

    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        var options = new TrainOptions();
        var verb = new Verb("train", "Train one instance by hand, cleanly and then adversarially, and write the networks.", Examples);
        options.AddTo(verb);
        verb.SetAction(parsed => Execute(options.Read(parsed, context.Engine), context));
        return verb;
    }

    private static int Execute(TrainArguments arguments, CommandContext context)
    {
        arguments.Request.RequireMemory();
        OutputFolder.RequireWritable(arguments.Request.Directory);
        try
        {
            Report(arguments, Train(arguments, context), context);
            return ExitCode.Holds;
        }
        catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested)
        {
            string how = arguments.Request.Instance is SparseCodingInstance ? "goes on from the checkpoint" : "begins again";
            context.Error.WriteLine($"Interrupted; the same command {how} in {arguments.Request.Directory}.");
            return ExitCode.Interrupted;
        }
    }

    private static TrainedInstance Train(TrainArguments arguments, CommandContext context)
    {
        using IDevice device = arguments.Device.Open(arguments.Threads);
        Func<ICheckProgress, TrainedInstance> work = progress => InstanceTraining.Run(arguments.Request, device, progress, context.Cancellation);
        return arguments.Json ? ProgressDisplay.RunBesideOutput(context, Studies, work) : ProgressDisplay.Run(context, Studies, work);
    }

    private static void Report(TrainArguments arguments, TrainedInstance trained, CommandContext context)
    {
        Instance instance = arguments.Request.Instance;
        if (arguments.Json)
        {
            JsonLine.Write(context.Output, Answer(arguments, trained, context.Engine.PrintInstance(instance)));
            return;
        }

        TextWriter output = context.Output;
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{context.Engine.PrintInstance(instance)}: on {trained.Clean.CleanAccuracy.Trials} fresh points, with exact 99.9 % intervals,"));
        WriteRow(output, "network", "clean accuracy", $"attacked at {(instance is SparseCodingInstance ? "τ" : "ε")} = {NumberText.Short(instance.Radius)}");
        WriteRow(output, "clean", Text(trained.Clean.CleanAccuracy), Text(trained.Clean.AttackedAccuracy));
        WriteRow(output, "adversarial", Text(trained.Adversarial.CleanAccuracy), Text(trained.Adversarial.AttackedAccuracy));
        output.WriteLine("Files:");
        foreach (string path in new[] { trained.Clean.Path, trained.Adversarial.Path, trained.PointsPath })
        {
            output.WriteLine("  " + path);
        }
    }

    private static void WriteRow(TextWriter output, string network, string clean, string attacked) =>
        output.WriteLine($"  {network,-13}{clean,-28}{attacked}");

    private static string Text(Proportion accuracy)
    {
        (double lower, double upper) = accuracy.Interval(Effort.ErrorProbability);
        return $"{NumberText.Short(accuracy.Estimate)} [{NumberText.Short(lower)}, {NumberText.Short(upper)}]";
    }

    private static object Answer(TrainArguments arguments, TrainedInstance trained, string line) => new
    {
        Instance = line,
        Attack = arguments.AttackName,
        arguments.Request.Instance.Radius,
        Clean = trained.Clean.Path,
        Adversarial = trained.Adversarial.Path,
        Points = trained.PointsPath,
        PointCount = arguments.Request.Points,
        Figures = new { Clean = Figures(trained.Clean), Adversarial = Figures(trained.Adversarial) },
    };

    private static object Figures(MeasuredNetwork network) =>
        new { CleanAccuracy = Figure(network.CleanAccuracy), AttackedAccuracy = Figure(network.AttackedAccuracy) };

    private static object Figure(Proportion accuracy)
    {
        (double lower, double upper) = accuracy.Interval(Effort.ErrorProbability);
        return new { accuracy.Estimate, Lower = lower, Upper = upper };
    }
}
