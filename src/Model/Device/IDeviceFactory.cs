namespace PurifyProofs.Model.Device;

/// <summary>A kind of device that a run can be handed: runs open what they need and never name a device themselves.</summary>
public interface IDeviceFactory
{
    /// <summary>
    /// What ledgers record: the kind, and whatever else two runs must share for equal bytes. Not the number of threads, on which nothing depends.
    /// </summary>
    string Identity { get; }

    /// <summary>Opens a device; the caller disposes of it.</summary>
    /// <param name="threads">Worker threads, at least one.</param>
    IDevice Open(int threads);
}
