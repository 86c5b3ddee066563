using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.Instances;

/// <summary>Sizes of any magnitude are read, or refused in a sentence about the numbers that were given.</summary>
public sealed class InstanceMemoryProperties : PropertyChecks
{
    // Powers of two and their neighbours up to 2³¹ − 1: where products leave 31, 32 and 63 bits.
    private static readonly Gen<int> Sizes =
        from power in Gen.Choose(0, 31)
        from step in Gen.Choose(-1, 1)
        select (int)Math.Clamp((1L << power) + step, 1, int.MaxValue);

    [Fact]
    public void Sparse_coding_of_any_size_is_an_instance_or_refused_with_what_was_given() => Check(
        from d in Sizes
        from m in Sizes
        from batch in Sizes
        from isGiven in Gen.Elements(true, false)
        from preset in Gen.Elements("two-sided", "purifying", "single-feature")
        select isGiven ? $"preset={preset},d={d},k=1,m={m},clean-batch={batch}" : $"preset={preset},d={d},k=1",
        300,
        IsReadOrRefused);

    [Fact]
    public void Structured_data_of_any_size_is_an_instance_or_refused_with_what_was_given() => Check(
        from classes in Sizes
        from patches in Sizes
        from d in Sizes
        from m in Sizes
        select $"preset=patches,K={classes},P={patches},d={d},m={m}",
        300,
        IsReadOrRefused);

    [Fact]
    public void Memory_grows_with_every_size_and_holds_what_is_surely_taken() => Check(
        from d in Gen.Choose(2, 4096)
        from m in Gen.Choose(1, 16384)
        from times in Gen.Choose(2, 4)
        select (d, m, times),
        100,
        sizes =>
        {
            double Bytes(int d, int m) => FamilyRegistry.Parse($"d={d},k=1,m={m}").WorkingBytes(256);
            (int d, int m, int times) = sizes;
            Assert.True(Bytes(d, m) > 4.0 * m * d + 12.0 * d * d);
            Assert.True(Bytes(times * d, m) > Bytes(d, m));
            Assert.True(Bytes(d, times * m) > Bytes(d, m));
        });

    [Fact]
    public void A_network_whose_certificate_no_array_holds_is_refused_before_anything_is_taken()
    {
        using var network = new SymmetricReluNetwork(new Matrix(1, 50_000), [0], [0], 1, Smoothing.None);
        Assert.Contains("WᵀW [d × d] = [50000 × 50000]", Assert.Throws<ArgumentException>(() => new CertifiableNetwork(network)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_needs_more_than_there_is_is_refused_with_both_amounts()
    {
        MemoryLimit.Require("This", MemoryLimit.Available);
        string message = Assert.Throws<ArgumentException>(() => MemoryLimit.Require("This", 4.0 * MemoryLimit.Available)).Message;
        Assert.StartsWith($"This needs about {MemoryLimit.Words(4.0 * MemoryLimit.Available)} of memory, and this process may use {MemoryLimit.Words(MemoryLimit.Available)}", message, StringComparison.Ordinal);
    }

    private static bool IsReadOrRefused(string line)
    {
        try
        {
            Instance instance = FamilyRegistry.Parse(line);
            return double.IsFinite(instance.WorkingBytes(256)) && instance.WorkingBytes(256) > 0 && FamilyRegistry.Parse(instance.Line) == instance;
        }
        catch (Exception refusal) when (refusal.GetType() == typeof(FormatException) || refusal.GetType() == typeof(ArgumentException))
        {
            // A negative number was not given.
            return !refusal.Message.Contains("is -", StringComparison.Ordinal) && !refusal.Message.Contains("= -", StringComparison.Ordinal);
        }
    }
}
