using System.CommandLine;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Device;

namespace PurifyProofs.Cli.Terminal;

/// <summary><c>--device</c>, and the only place where devices are named: what is chosen here is handed down to every run.</summary>
internal sealed class DeviceOption
{
    private const string Automatic = "auto";

    private static readonly IReadOnlyDictionary<string, IDeviceFactory> Devices = new Dictionary<string, IDeviceFactory>(StringComparer.Ordinal)
    {
        [CpuDevice.Factory.Identity] = CpuDevice.Factory,
    };

    /// <summary>The flag.</summary>
    public Option<string> Flag { get; } = TextOption.Create("--device", "auto|cpu|cuda", "Where to compute (default: auto).");

    /// <summary>The device that was asked for.</summary>
    /// <exception cref="UsageException">It does not exist, or not in this version.</exception>
    public IDeviceFactory Read(ParseResult parsed) => Find(parsed.GetValue(Flag) ?? Automatic);

    /// <summary>The device of a name.</summary>
    /// <exception cref="UsageException">It does not exist, or not in this version.</exception>
    public static IDeviceFactory Find(string name) => name switch
    {
        Automatic => CpuDevice.Factory,
        "cuda" => throw new UsageException($"--device cuda: the CUDA device is not part of this version; choose {Choices}."),
        _ => Devices.GetValueOrDefault(name) ?? throw new UsageException($"--device '{name}' is not a device; choose {Choices}."),
    };

    private static string Choices => string.Join(" or ", Devices.Keys.Prepend(Automatic));
}
