using PurifyProofs.Model.Files;
using Xunit;

namespace PurifyProofs.Properties.Files;

/// <summary>Files that NumPy 1.24 itself has written, one deflated and one stored, are read with the values it was given.</summary>
public sealed class NumPyFileTests : IDisposable
{
    // numpy.savez_compressed(W=asfortranarray([[1, 2, 3], [4, 5, 6.5]], '<f4'), b=[0.1, nan, -inf], y=[1, -1, 2**40],
    //                        s=float64(0.25), k=arange(3, dtype='<i4'), empty=zeros((0, 4)))
    private const string Deflated = """
        UEsDBBQAAAAIAAAAIQDjdR9pVwAAAJgAAAAFABQAVy5ucHkBABAAmAAAAAAAAABXAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loG6TZqKuo6Cell9UUpSY
        F59flJIKEg8pKk0FChdnJBakArkaRjoKxpo6CrUK5AMuBoYGeyB2YGBgAOIFQOwAxBccAFBLAwQUAAAACAAAACEAyvxmdFMAAACYAAAABQAUAGIubnB5AQAQ
        AJgAAAAAAAAAUwAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBuk2ahrqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RrGOpo6CrUKFACuWTNBYKc9
        Axj8qIfQH/4DAFBLAwQUAAAACAAAACEAMVTWEU4AAACYAAAABQAUAHkubnB5AQAQAJgAAAAAAAAATgAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBuk2mh
        rqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RrGOpo6CrUKFAAuRgYI+A8FYA5QEABQSwMEFAAAAAgAAAAhAIPY1LZHAAAAiAAAAAUAFABzLm5weQEA
        EACIAAAAAAAAAEcAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgbpNmoa6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkamjoKtQoUAS4GMLhgDwBQ
        SwMEFAAAAAgAAAAhAALsvalMAAAAjAAAAAUAFABrLm5weQEAEACMAAAAAAAAAEwAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgbpNpoq6joJ6WX1RSlJgX
        n1+UkgoSd0vMKU4FihdnJBakAvkaxjqaOgq1ChQALgYgYARiJiAGAFBLAwQUAAAACAAAACEAMTcJ40YAAACAAAAACQAUAGVtcHR5Lm5weQEAEACAAAAAAAAA
        AEYAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgbpNmoa6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaBjoKJpo6CrUKZAMuAFBLAQIUAxQAAAAI
        AAAAIQDjdR9pVwAAAJgAAAAFAAAAAAAAAAAAAACAAQAAAABXLm5weVBLAQIUAxQAAAAIAAAAIQDK/GZ0UwAAAJgAAAAFAAAAAAAAAAAAAACAAY4AAABiLm5w
        eVBLAQIUAxQAAAAIAAAAIQAxVNYRTgAAAJgAAAAFAAAAAAAAAAAAAACAARgBAAB5Lm5weVBLAQIUAxQAAAAIAAAAIQCD2NS2RwAAAIgAAAAFAAAAAAAAAAAA
        AACAAZ0BAABzLm5weVBLAQIUAxQAAAAIAAAAIQAC7L2pTAAAAIwAAAAFAAAAAAAAAAAAAACAARsCAABrLm5weVBLAQIUAxQAAAAIAAAAIQAxNwnjRgAAAIAA
        AAAJAAAAAAAAAAAAAACAAZ4CAABlbXB0eS5ucHlQSwUGAAAAAAYABgA2AQAAHwMAAAAA
        """;

    // numpy.savez(s=float64(0.25))
    private const string Stored = """
        UEsDBBQAAAAAAAAAIQCD2NS2iAAAAIgAAAAFABQAcy5ucHkBABAAiAAAAAAAAACIAAAAAAAAAJNOVU1QWQEAdgB7J2Rlc2NyJzogJzxmOCcsICdmb3J0cmFu
        X29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg
        ICAKAAAAAAAA0D9QSwECFAMUAAAAAAAAACEAg9jUtogAAACIAAAABQAAAAAAAAAAAAAAgAEAAAAAcy5ucHlQSwUGAAAAAAEAAQAzAAAAvwAAAAAA
        """;

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_deflated_file_is_read()
    {
        NpzArchive archive = Read(Deflated);

        Assert.Equal(["W", "b", "empty", "k", "s", "y"], archive.Names);
        Assert.Equal([1, 2, 3, 4, 5, 6.5], archive.RequireShape("W", 2, 3).AsDoubles());
        Assert.Equal([0.1, double.NaN, double.NegativeInfinity], archive.Require("b", rank: 1).AsDoubles());
        Assert.Equal([1, -1, 1L << 40], archive.RequireShape("y", 3).Elements<long>().ToArray());
        Assert.Equal([0.25], archive.Require("s", rank: 0).AsDoubles());
        Assert.Equal([0, 1, 2], archive.RequireShape("k", 3).Elements<int>().ToArray());
        Assert.Equal(0, archive.RequireShape("empty", 0, 4).Length);
    }

    [Fact]
    public void A_stored_file_is_read() => Assert.Equal([0.25], Read(Stored).Require("s", rank: 0).AsDoubles());

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    private NpzArchive Read(string base64)
    {
        File.WriteAllBytes(folder["numpy.npz"], Convert.FromBase64String(base64));
        return NpzArchive.Read(folder["numpy.npz"]);
    }
}
