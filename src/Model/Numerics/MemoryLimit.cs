using System.Globalization;

namespace PurifyProofs.Model.Numerics;

/// <summary>What an array and this machine can hold. Sizes are multiplied in 64 bits or more, and refused before anything is taken.</summary>
public static class MemoryLimit
{
    /// <summary>Bytes of the process before any network is there, measured on .NET 10.</summary>
    public const double OfProcess = 256 << 20;

    private const double Gibibyte = 1 << 30;

    /// <summary>Bytes that this process may use: the machine's memory, or the limit of its container.</summary>
    public static long Available => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>Refuses a matrix of more entries than one array holds, <see cref="Array.MaxLength"/>.</summary>
    /// <param name="name">What the matrix is, for example "W [m × d]".</param>
    /// <param name="rows">Its rows, of one factor or more.</param>
    /// <param name="columns">Its columns.</param>
    /// <exception cref="ArgumentException">It has more; one sentence.</exception>
    public static void RequireArray(string name, double rows, double columns)
    {
        if (rows * columns > Array.MaxLength)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"{name} = [{rows:0} × {columns:0}] has more than {Array.MaxLength} entries, which one array holds; choose smaller sizes."));
        }
    }

    /// <summary>Refuses what needs more memory than there is.</summary>
    /// <param name="subject">What needs it, as the subject of a sentence.</param>
    /// <param name="bytes">An estimate of how much.</param>
    /// <exception cref="ArgumentException">It needs more; one sentence.</exception>
    public static void Require(string subject, double bytes)
    {
        if (bytes > Available)
        {
            throw new ArgumentException($"{subject} needs about {Words(bytes)} of memory, and this process may use {Words(Available)}; choose smaller sizes, or a machine with more.");
        }
    }

    /// <summary>An amount of memory, rounded up: "0.3 GiB".</summary>
    public static string Words(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(bytes / Gibibyte * 10) / 10:0.#} GiB");
}
