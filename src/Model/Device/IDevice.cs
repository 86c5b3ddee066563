using PurifyProofs.Model.Patches;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.Device;

/// <summary>Where networks are trained and attacked: the coarse operations of every family, on the same threads. One caller at a time.</summary>
public interface IDevice : IDisposable
{
    /// <summary>What it is, in words.</summary>
    string Name { get; }

    /// <summary>Worker threads.</summary>
    int Threads { get; }

    /// <summary>The operations on sparse coding.</summary>
    ISparseCodingDevice SparseCoding { get; }

    /// <summary>The operations on structured data.</summary>
    IPatchDevice Patches { get; }

    /// <summary>
    /// Works through independent instances side by side, which suits instances that are too small to fill the device. Results are those of
    /// the instances one by one.
    /// </summary>
    /// <param name="count">Number of instances.</param>
    /// <param name="work">Called once for every instance 0 … count − 1, with a device for that call alone; the first exception is thrown again.</param>
    void RunSideBySide(int count, Action<int, IDevice> work);
}
