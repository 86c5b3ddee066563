using System.Runtime.InteropServices;

namespace PurifyProofs.Model.Numerics;

/// <summary>
/// Zeroed native memory on cache-line boundaries; large pieces lie on huge pages where Linux grants them, so that matrices need
/// few entries of the translation buffer and do not depend on where the small pages happen to fall in the caches.
/// </summary>
internal static unsafe partial class AlignedMemory
{
    private const nuint CacheLine = 64;
    private const nuint HugePage = 2 << 20;
    private const nuint SmallestHuge = HugePage / 4;
    private const nuint SmallestDoubtful = 1 << 28;
    private const int AdviseHugePage = 14;

    /// <summary>At least <paramref name="bytes"/> zero bytes.</summary>
    /// <exception cref="InsufficientMemoryException">There is not as much; one sentence.</exception>
    public static void* Allocate(nuint bytes)
    {
        // Linux promises what it has not and then ends the process.
        if (bytes > SmallestDoubtful && bytes > (nuint)MemoryLimit.Available)
        {
            throw new InsufficientMemoryException(
                $"An array needs {MemoryLimit.Words(bytes)} of memory, and this process may use {MemoryLimit.Words(MemoryLimit.Available)}; choose smaller sizes, or a machine with more.");
        }

        bool huge = bytes >= SmallestHuge && OperatingSystem.IsLinux();
        nuint alignment = huge ? HugePage : CacheLine;
        nuint size = (Math.Max(bytes, 1) + alignment - 1) / alignment * alignment;
        void* memory = NativeMemory.AlignedAlloc(size, alignment);
        if (huge)
        {
            // Advice only: whatever it returns, the memory is good.
            _ = Advise(memory, size, AdviseHugePage);
        }

        NativeMemory.Clear(memory, size);
        return memory;
    }

    /// <summary>Gives it back.</summary>
    public static void Free(void* memory) => NativeMemory.AlignedFree(memory);

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(void* memory, nuint size, int advice);
}
