using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Properties.Runs.Check;
using Xunit;

namespace PurifyProofs.Properties.Catalogue;

/// <summary>
/// The claims themselves on two fixed instances, by the objects <c>purify check</c> uses: training, attacks, certificates,
/// ledger, judgement. Everything follows from the lines below, so a red test is a changed program and never bad luck.
/// </summary>
public sealed class ClaimsOnTrainedNetworks(ClaimsOnTrainedNetworks.FixedInstances instances) : IClassFixture<ClaimsOnTrainedNetworks.FixedInstances>
{
    [Theory]
    [InlineData("FP-1", VerdictKind.NotApplicable)]
    [InlineData("FP-2", VerdictKind.Holds)]
    [InlineData("FP-3", VerdictKind.Holds)]
    [InlineData("FP-4", VerdictKind.Holds)]
    [InlineData("FP-5", VerdictKind.Violated)]
    [InlineData("FP-6", VerdictKind.Holds)]
    [InlineData("FP-8", VerdictKind.Holds)]
    public void Inside_the_hypotheses(string claim, VerdictKind expected) => AssertVerdict(instances.Inside, claim, expected);

    // Two labels in a hundred are wrong, in training and in evaluation.
    [Theory]
    [InlineData("FP-2", VerdictKind.Violated)]
    [InlineData("FP-3", VerdictKind.Holds)]
    public void With_flipped_labels(string claim, VerdictKind expected) => AssertVerdict(instances.Flipped, claim, expected);

    private static void AssertVerdict(CheckResult result, string claim, VerdictKind expected)
    {
        ClaimVerdict found = Assert.Single(result.Claims, verdict => verdict.Claim.Id == claim);
        Assert.True(expected == found.Verdict, $"{claim}: {found.Verdict}. {found.Instances[0].Reason}");
    }

    /// <summary>Both instances, checked once for all tests.</summary>
    public sealed class FixedInstances : IDisposable
    {
        private const string Line = "preset=two-sided,d=192,k=3,m=768,radius=0.205,seed=1,noise=0.05";

        private readonly TemporaryFolder folder = new();

        /// <summary>Trains, attacks, certifies and judges.</summary>
        public FixedInstances()
        {
            Inside = Run(Line, "FP-*", HypothesisScope.Within);
            Flipped = Run(Line + ",flip=0.02", "FP-[23]", HypothesisScope.Beyond);
        }

        /// <summary>The instance inside the hypotheses.</summary>
        public CheckResult Inside { get; }

        /// <summary>The same with flipped labels.</summary>
        public CheckResult Flipped { get; }

        /// <inheritdoc/>
        public void Dispose() => folder.Dispose();

        private CheckResult Run(string line, string claims, HypothesisScope scope)
        {
            var request = new CheckRequest(
                Scale.Quick, claims, [FamilyRegistry.Parse(line)], InstanceOrigin.Given, scope, 1, Environment.ProcessorCount, folder[claims.TrimEnd('*')], Resume: false, TimeLimit: null);
            CheckResult result = CheckRunner.Run(request, new SilentProgress(), CpuDevice.Factory, CancellationToken.None);
            Assert.Null(result.Partial);
            return result;
        }
    }
}
