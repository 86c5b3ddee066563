using System.CommandLine;
using PurifyProofs.Claims.ByHand;
using PurifyProofs.Model.Device;
using PurifyProofs.Model.Files;

namespace PurifyProofs.Cli.Commands.Attack;

/// <summary><c>attack</c>: given weights on given points.</summary>
internal static class AttackCommand
{
    private static readonly Example[] Examples =
    [
        new("attack --weights trained/adversarial.npz --points trained/points.npz --radius 0.2", "attack a trained network with the whole ensemble"),
        new("attack --weights trained/clean.npz --points trained/points.npz --radius 0.2 --json --out delta.npz", "every point's margins as JSON, and the perturbations as a file"),
        new("attack --weights trained/clean.npz --source other/clean.npz --points trained/points.npz --radius 0.2", "perturbations of another network, transferred"),
    ];

    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        var options = new AttackOptions();
        var verb = new Verb("attack", "Attack given weights on given points and print accuracy and margins.", Examples);
        options.AddTo(verb);
        verb.SetAction(parsed => Execute(options.Read(parsed), context));
        return verb;
    }

    private static int Execute(AttackArguments arguments, CommandContext context)
    {
        if (arguments.PerturbationsPath is { } path)
        {
            OutputFolder.RequireWritableFile("--out", path, arguments.Inputs);
        }

        using IDevice device = arguments.Device.Open(arguments.Threads);
        AttackOutcome outcome = new FileAttack(device.SparseCoding, arguments.Settings, arguments.Seed).Run(arguments.Files);
        WritePerturbations(arguments.PerturbationsPath, outcome);
        if (arguments.Files.Source is null && !outcome.DenseMixtureUsed)
        {
            context.Error.WriteLine($"note: '{arguments.Files.Weights}' lacks M or wstar, so the dense mixture takes no part; add both for the whole ensemble.");
        }

        if (arguments.Files.Source is null && outcome.Perturbations[0].Length > FileAttack.LargestCertifiedDimension)
        {
            context.Error.WriteLine(
                $"note: above d = {FileAttack.LargestCertifiedDimension} the search for certificates takes no part, as it costs O(d³); certify may break more points.");
        }

        if (arguments.Json)
        {
            JsonLine.Write(context.Output, Answer(arguments, outcome));
        }
        else
        {
            WriteText(arguments, outcome, context.Output);
        }

        return ExitCode.Holds;
    }

    private static void WritePerturbations(string? path, AttackOutcome outcome)
    {
        if (path is not null)
        {
            double[] values = [.. outcome.Perturbations.SelectMany(static one => one)];
            int count = outcome.Perturbations.Length;
            NpzArchive.Write(path, new Dictionary<string, NpyArray> { ["delta"] = NpyArray.Matrix(values, count, values.Length / count) });
        }
    }

    private static void WriteText(AttackArguments arguments, AttackOutcome outcome, TextWriter output)
    {
        string origin = arguments.Files.Source is { } source ? $"perturbations of {source}" : "the whole ensemble";
        output.WriteLine($"{arguments.Files.Weights} on {outcome.CleanMargins.Length} points, τ = {NumberText.Short(arguments.Settings.Radius)}, {origin}:");
        Row("", "accuracy", "smallest margin", "median margin");
        Row("without attack", NumberText.Short(outcome.CleanAccuracy), Smallest(outcome.CleanMargins), Median(outcome.CleanMargins));
        Row("with attack", NumberText.Short(outcome.AttackedAccuracy), Smallest(outcome.AttackedMargins), Median(outcome.AttackedMargins));
        if (arguments.PerturbationsPath is { } path)
        {
            output.WriteLine($"Perturbations: {path}");
        }

        if (outcome.VanishingGradients > 0)
        {
            output.WriteLine(
                $"At {outcome.VanishingGradients} of {outcome.CleanMargins.Length} points the gradient of the margin vanishes: "
                + "descents from there see no direction, and what stands there stands for less.");
        }

        output.WriteLine("Every point's margins: --json.");

        void Row(string name, string accuracy, string smallest, string median) =>
            output.WriteLine($"  {name,-16}{accuracy,-12}{smallest,-18}{median}");
    }

    private static string Smallest(double[] margins) => NumberText.Short(margins.Min());

    private static string Median(double[] margins) => NumberText.Short(margins.Order().ElementAt(margins.Length / 2));

    private static object Answer(AttackArguments arguments, AttackOutcome outcome) => new
    {
        arguments.Files.Weights,
        arguments.Files.Points,
        arguments.Files.Source,
        arguments.Settings.Radius,
        arguments.Settings.Steps,
        Restarts = arguments.Files.Source is null ? arguments.Settings.Restarts : 0,
        DenseMixture = outcome.DenseMixtureUsed,
        outcome.VanishingGradients,
        PointCount = outcome.CleanMargins.Length,
        outcome.CleanAccuracy,
        outcome.AttackedAccuracy,
        outcome.CleanMargins,
        outcome.AttackedMargins,
        Perturbations = arguments.PerturbationsPath,
    };
}
