using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.Certificates.TwoLayer;

/// <summary>The heavy self-test tries what it was asked to and finds nothing.</summary>
public sealed class CertificateSelfTestTests
{
    [Fact]
    public void It_tries_as_many_perturbations_as_asked_for_and_reports_them()
    {
        var example = new CertificateCase(20, 60, WeightKind.Dictionary, Smoothing.Uniform, 11);
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        using var pool = new WorkerPool(2);
        var progress = new LargestReport();
        CertificateSelfTestResult result = new CertificateSelfTest(CertificateSettings.Default, 30_000, 5).Run(network, points, 0.1, pool, progress);
        Assert.Null(result.Violation);
        Assert.InRange(result.Perturbations, 30_000, 31_000);
        Assert.Equal(result.Perturbations, progress.Value);
        Assert.Equal(CertificateCase.PointCount, result.Points);
    }

    private sealed class LargestReport : IProgress<long>
    {
        private readonly Lock gate = new();
        private long value;

        public long Value => value;

        public void Report(long count)
        {
            lock (gate)
            {
                value = Math.Max(value, count);
            }
        }
    }
}
