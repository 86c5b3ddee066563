using System.Text.RegularExpressions;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Model.Cpu;
using Xunit;

namespace PurifyProofs.Properties.Conformance;

/// <summary>The series of every claim's figures are recorded by a study: a figure leaves out what was not measured, so a misspelt key would never be seen.</summary>
public sealed class FigureKeyConformance : IClassFixture<FigureKeyConformance.Recorded>
{
    private readonly Recorded recorded;

    // What these studies train does not shrink with the instance: they take minutes on any.
    private static readonly Regex LongStudies = new(@"^(linear|degree\d)\.");

    /// <summary>Takes what the studies recorded.</summary>
    public FigureKeyConformance(Recorded recorded) => this.recorded = recorded;

    [Theory]
    [MemberData(nameof(ClaimConformance.Claims), MemberType = typeof(ClaimConformance))]
    public void Its_figures_show_what_its_studies_record(string id)
    {
        foreach (FigureSpec figure in ChangedEvidence.Find(id).Figures)
        {
            Assert.NotEmpty(figure.Series);
            Assert.Equal(figure.Series.Count, figure.Series.Select(static one => one.Name).Distinct().Count());
            Assert.All(figure.Series.Where(static one => !LongStudies.IsMatch(one.Key)), one => Assert.Contains(one.Key, recorded.Series));
        }
    }

    /// <summary>Every study but the long ones, run for a few steps on an instance of a few neurons; the keys of the series it records.</summary>
    public sealed class Recorded : IDisposable
    {
        private const string SparseCoding = "d=32,k=1,m=24,radius=0.5,clean-batch=32,adv-batch=32,clean-steps=12,bias-steps=5,adv-steps=10,adv-ramp=4,pgd-steps=2,seed=1";
        private const string Patches = "preset=patches,K=3,P=6,d=16,m=4,radius=0.5,seed=1,clean-steps=6,clean-batch=16,adv-steps=6,adv-batch=16";

        private readonly TemporaryFolder folder = new();

        /// <summary>Runs them.</summary>
        public Recorded()
        {
            using var device = new CpuDevice(Environment.ProcessorCount);
            foreach (Instance instance in new[] { SparseCoding, Patches }.Select(FamilyRegistry.Parse))
            {
                IFamily family = FamilyRegistry.Of(instance.Family);
                using StudyContext context = family.Open(instance, device, new StudyOptions(Little, folder[instance.Family.Name], static (_, _) => { }, CancellationToken.None));
                foreach (IStudy study in family.Studies.Where(static study => study.Kind is not (Study.LinearClassifiers or Study.Polynomials or Study.PolynomialSizes)))
                {
                    Series.UnionWith(study.Run(context).Measurements.Where(static one => one.Series is not null).Select(static one => one.Key));
                }
            }
        }

        /// <summary>The keys.</summary>
        public HashSet<string> Series { get; } = [];

        // Everything of the largest scale, and of each a little.
        private static Effort Little { get; } = Effort.Of(Scale.Smoke) with
        {
            Accuracy = new DecisiveProportion(16, 1, Effort.ErrorProbability),
            AttackSteps = 2,
            CrossChecks = 2,
            CurveSamples = 4,
            DecayFactors = Effort.Of(Scale.Full).DecayFactors,
            Dimensions = [24, 32],
        };

        /// <inheritdoc/>
        public void Dispose() => folder.Dispose();
    }
}
