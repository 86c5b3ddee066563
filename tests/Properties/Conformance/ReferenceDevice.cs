using PurifyProofs.Model.Device;
using PurifyProofs.Model.Patches;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Properties.Conformance;

/// <summary>
/// Every operation of a device in float64, one point at a time, in the plainest loops there are: what devices are held against, and itself
/// held against what its networks' gradients say.
/// </summary>
internal sealed class ReferenceDevice : IDevice
{
    public string Name => "float64 reference";

    public int Threads => 1;

    public ISparseCodingDevice SparseCoding { get; } = new ReferenceSparseCodingDevice();

    public IPatchDevice Patches { get; } = new ReferencePatchDevice();

    public void RunSideBySide(int count, Action<int, IDevice> work)
    {
        for (int instance = 0; instance < count; instance++)
        {
            work(instance, this);
        }
    }

    public void Dispose()
    {
    }
}
