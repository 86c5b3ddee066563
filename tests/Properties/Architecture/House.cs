namespace PurifyProofs.Properties.Architecture;

/// <summary>
/// The rooms of the house as data. A room may use the rooms listed before it in its own project and every room of the projects listed
/// before; a room holds the namespaces below its own that are no rooms themselves.
/// </summary>
internal static class House
{
    /// <summary>The common beginning of all namespaces.</summary>
    public const string Root = "PurifyProofs";

    /// <summary>The projects from the ground up, each with its rooms from the ground up.</summary>
    public static IReadOnlyList<(string Project, string[] Rooms)> Projects { get; } =
    [
        ("Model", ["Numerics", "SparseCoding", "Patches", "FixedFeatures", "Files", "Device", "Cpu.SparseCoding", "Cpu.Patches", "Cpu"]),
        ("Bounds", ["Rounding", "Confidence", "Certificates.TwoLayer", "Certificates.Patches", "LowComplexity"]),
        (
            "Claims",
            [
                "Instances", "Evidence", "Claim", "Families.SparseCoding", "Families.LowComplexity", "Families.Patches", "Families", "Verdicts", "Ledgers",
                "Catalogue.FeaturePurification", "Catalogue.LowerBounds", "Catalogue.StructuredData", "Catalogue",
                "Runs", "Runs.Check", "Runs.Controls", "Runs.Assumptions", "Runs.Sweep", "Runs.Gate", "ByHand", "SelfTest",
            ]),
        (
            "Cli",
            [
                "Words", "Terminal", "Progress", "Reports.Figures", "Reports", "Benchmarks", "SelfTest",
                "Commands.Check", "Commands.Attack", "Commands.Bench", "Commands.Certify", "Commands.Doctor", "Commands.Gate", "Commands.List",
                "Commands.Report", "Commands.Sweep", "Commands.SelfTest", "Commands.Train", "Commands",
            ]),
    ];

    /// <summary>
    /// The rooms of each family. Families do not see each other: whoever uses two of them stands below or above, in one of <see cref="MeetingRooms"/>.
    /// Fixed features and models of low complexity are no family: they work on sparse coding, and sparse coding does not know of them.
    /// </summary>
    public static IReadOnlyList<string[]> Families { get; } =
    [
        [
            "Model.SparseCoding", "Model.FixedFeatures", "Model.Cpu.SparseCoding", "Bounds.Certificates.TwoLayer", "Bounds.LowComplexity", "Claims.Families.SparseCoding", "Claims.Families.LowComplexity",
            "Claims.Catalogue.FeaturePurification", "Claims.Catalogue.LowerBounds",
        ],
        ["Model.Patches", "Model.Cpu.Patches", "Bounds.Certificates.Patches", "Claims.Families.Patches", "Claims.Catalogue.StructuredData"],
    ];

    /// <summary>The rooms that may see more than one family.</summary>
    public static IReadOnlyList<string> MeetingRooms { get; } = ["Model.Device", "Model.Cpu", "Claims.Families", "Claims.Catalogue"];

    /// <summary>Rooms that a project never uses although they lie below it: claims are judged on whatever device they are handed.</summary>
    public static IReadOnlyList<(string Project, string[] Rooms)> Closed { get; } = [("Claims", ["Model.Cpu", "Model.Cpu.SparseCoding", "Model.Cpu.Patches"])];
}
