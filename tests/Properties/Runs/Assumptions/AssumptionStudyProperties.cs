using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Catalogue.FeaturePurification;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Assumptions;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Properties.Catalogue;
using Xunit;

namespace PurifyProofs.Properties.Runs.Assumptions;

/// <summary>A study of assumptions on checks that are made up: what is asked of them, and what the table makes of their answers.</summary>
public sealed class AssumptionStudyProperties : PropertyChecks
{
    private const string Claims = "FP-2,FP-3,FP-4";

    [Fact]
    public void Every_level_is_a_check_of_its_own_and_the_unvaried_one_is_run_once() => Check(Bases(), 3, static bases =>
    {
        var asked = new List<CheckRequest>();
        var progress = new RecordedProgress();
        AssumptionTable table = AssumptionStudy.Run(Request(bases), Answering(Sound, asked), progress, CancellationToken.None);
        CheckRequest first = asked[0];
        Assert.Equal((bases, AssumptionRequest.UnvariedFolder("somewhere")), (first.Instances, first.Directory));
        Assert.All(asked, one => Assert.Equal((InstanceOrigin.Given, HypothesisScope.Beyond, Scale.Quick, Claims, 5UL), (one.Origin, one.Scope, one.Scale, one.ClaimsGlob, one.Seed)));
        Assert.Equal(asked.Count, asked.Select(static one => one.Directory).Distinct().Count());
        Assert.All(asked.Skip(1), one => Assert.NotEqual(bases, one.Instances));
        Assert.Equal(Enumerable.Range(1, asked.Count).Select(number => (number, asked.Count)), progress.Checks);
        foreach (AssumptionOutcome outcome in table.Assumptions.Where(static outcome => outcome.Assumption.Name != "training-attack"))
        {
            string[] varied = [.. outcome.Levels.Where(static level => !level.IsUnvaried).Select(level => Path.Combine("somewhere", "ablation", outcome.Assumption.Name, level.Level.Name))];
            Assert.Equal(varied, asked.Select(static one => one.Directory).Where(folder => Path.GetFileName(Path.GetDirectoryName(folder)) == outcome.Assumption.Name));
            Assert.All(outcome.Levels, level => Assert.Equal(bases.Select(level.Level.Change), level.Instances));
        }
    });

    [Fact]
    public void The_range_is_where_the_claim_holds() => Check(Bases().Zip(Gen.Choose(100, 400)), 60, static pair =>
    {
        (IReadOnlyList<SparseCodingInstance> bases, int thousandths) = pair;
        double limit = (thousandths + 0.05) / 1000;
        AssumptionTable table = AssumptionStudy.Run(
            Request(bases, "radius"),
            Answering((instance, evidence) => instance.Radius > limit ? evidence.Set(EvidenceKeys.AttackedAccuracy(TrainedNetwork.FastGradient), new Proportion(15_000, 20_000)) : evidence),
            new RecordedProgress(),
            CancellationToken.None);
        AssumptionOutcome radius = Assert.Single(table.Assumptions);
        bool[] below = [.. radius.Levels.Select(level => level.Instances.All(instance => instance.Radius <= limit))];
        Assert.Equal(below.Select(static holds => holds ? VerdictKind.Holds : VerdictKind.Violated), radius.Levels.Select(level => level.VerdictOf(new AdversarialTrainingIsRobust())!.Verdict));
        ClaimRange range = radius.RangeOf(new AdversarialTrainingIsRobust());
        int last = Array.LastIndexOf(below, true);
        Assert.Equal(last < 0 ? [] : [new LevelSpan(radius.Levels[0].Level.Label, radius.Levels[last].Level.Label)], range.Holds);
        Assert.Equal([VerdictKind.Holds], radius.Levels.Select(level => level.VerdictOf(new CleanTrainingIsNotRobust())!.Verdict).Distinct());
    });

    [Theory]
    [InlineData(TrainedNetwork.FastGradient, VerdictKind.Violated, VerdictKind.Violated, VerdictKind.Holds)]
    [InlineData(TrainedNetwork.ProjectedGradient, VerdictKind.Holds, VerdictKind.Violated, VerdictKind.Violated)]
    public void One_training_attack_is_read_alone(string weak, VerdictKind fastAlone, VerdictKind both, VerdictKind projectedAlone)
    {
        var asked = new List<CheckRequest>();
        AssumptionTable table = AssumptionStudy.Run(
            Request(InstanceLaw.Draw(Scale.Quick, 9, 1), "training-attack"),
            Answering((_, evidence) => evidence.Set(EvidenceKeys.AttackedAccuracy(weak), new Proportion(15_000, 20_000)), asked),
            new RecordedProgress(),
            CancellationToken.None);
        Assert.Single(asked);
        Assert.Equal([fastAlone, both, projectedAlone], table.Assumptions[0].Levels.Select(level => level.VerdictOf(new AdversarialTrainingIsRobust())!.Verdict));
        Assert.All(table.Assumptions[0].Levels, level => Assert.Equal(VerdictKind.Holds, level.VerdictOf(new CleanTrainingIsNotRobust())!.Verdict));
    }

    [Fact]
    public void What_was_not_trained_is_not_read()
    {
        AssumptionTable table = AssumptionStudy.Run(
            Request(InstanceLaw.Draw(Scale.Quick, 9, 1), "training-attack") with { ClaimsGlob = "FP-2,FP-5" },
            Answering(Sound, missing: [Study.ProjectedGradient]),
            new RecordedProgress(),
            CancellationToken.None);
        LevelOutcome projected = table.Assumptions[0].Levels[2];
        Assert.Null(projected.VerdictOf(new Purification()));
        Assert.NotNull(projected.Missing);
        Assert.Equal(VerdictKind.Holds, projected.VerdictOf(new CleanTrainingIsAccurate())!.Verdict);
        Assert.Equal(VerdictKind.Holds, table.Assumptions[0].Levels[0].VerdictOf(new Purification())!.Verdict);
        Assert.Null(table.Partial);
    }

    [Fact]
    public void A_level_whose_training_diverges_is_named_and_the_others_go_on()
    {
        AssumptionTable table = AssumptionStudy.Run(
            Request(InstanceLaw.Draw(Scale.Quick, 9, 1), "width"),
            Answering((instance, evidence) => instance.Plan.Width < 100 ? throw new ArithmeticException("Training diverged at step 3.") : evidence),
            new RecordedProgress(),
            CancellationToken.None);
        Assert.Equal("Training diverged at step 3.", table.Assumptions[0].Levels[0].Missing);
        Assert.All(table.Assumptions[0].Levels.Skip(1), level => Assert.Equal(3, level.Verdicts.Count));
        Assert.Null(table.Partial);
        Assert.Equal([new LevelSpan("m = 0.25 d", "m = 0.25 d")], table.Assumptions[0].RangeOf(new CleanTrainingIsNotRobust()).Unmeasured);
    }

    [Fact]
    public void A_defect_is_not_taken_for_a_diverging_training() => Assert.Throws<DivideByZeroException>(() => AssumptionStudy.Run(
        Request(InstanceLaw.Draw(Scale.Quick, 9, 1), "width"),
        Answering((instance, evidence) => instance.Plan.Width < 100 ? throw new DivideByZeroException() : evidence),
        new RecordedProgress(),
        CancellationToken.None));

    [Fact]
    public void A_level_that_an_instance_given_by_hand_cannot_have_is_named()
    {
        SparseCodingInstance even = SparseCodingLine.Parse("d=256,k=4,support=bernoulli");
        AssumptionTable table = AssumptionStudy.Run(Request([even], "support"), Answering(Sound), new RecordedProgress(), CancellationToken.None);
        LevelOutcome exact = table.Assumptions[0].Levels[0];
        Assert.Contains("is even", exact.Missing, StringComparison.Ordinal);
        Assert.Equal((false, true), (exact.IsUnvaried, table.Assumptions[0].Levels[1].IsUnvaried));
    }

    [Fact]
    public void Once_stopped_no_further_level_is_run_and_what_was_measured_stays() => Check(Gen.Choose(1, 12), 6, static stop =>
    {
        using var cancellation = new CancellationTokenSource();
        var asked = new List<CheckRequest>();
        RunCheck answering = Answering(Sound, asked);
        AssumptionTable table = AssumptionStudy.Run(
            Request(InstanceLaw.Draw(Scale.Quick, 9, 1)),
            (request, progress, token) =>
            {
                CheckResult result = answering(request, progress, token);
                if (asked.Count < stop)
                {
                    return result;
                }

                cancellation.Cancel();
                return result with { Partial = "Stopped.", Instances = [.. result.Instances.Select(static one => one with { Evidence = new InstanceEvidence() })] };
            },
            new RecordedProgress(),
            cancellation.Token);
        Assert.Equal(stop, asked.Count);
        Assert.Equal("The study was interrupted; go on with --resume.", table.Partial);
        LevelOutcome[] levels = [.. table.Assumptions.SelectMany(static outcome => outcome.Levels).Where(static level => !level.IsUnvaried && level.Level.Read is null)];
        Assert.All(levels.Take(stop - 2), static level => Assert.Equal(3, level.Verdicts.Count));
        Assert.All(levels.Skip(Math.Max(0, stop - 2)), static level => Assert.True(level.Verdicts.Count == 0 && level.Missing is not null));
    });

    [Fact]
    public void A_check_gets_what_is_left_of_the_time_limit()
    {
        var asked = new List<CheckRequest>();
        var limit = TimeSpan.FromHours(1);
        AssumptionRequest request = Request(InstanceLaw.Draw(Scale.Quick, 9, 1), "width") with { TimeLimit = limit };
        AssumptionStudy.Run(request, Answering(Sound, asked), new RecordedProgress(), CancellationToken.None);
        TimeSpan[] left = [.. asked.Select(static one => one.TimeLimit!.Value)];
        Assert.Equal(left.OrderDescending(), left);
        Assert.All(left, one => Assert.InRange(one, TimeSpan.FromMinutes(50), limit));
        Assert.True(left[^1] < left[0]);
    }

    [Fact]
    public void Progress_counts_the_studies_of_all_checks()
    {
        var progress = new RecordedProgress();
        AssumptionStudy.Run(
            Request(InstanceLaw.Draw(Scale.Quick, 9, 1), "width"),
            Reporting(Answering(Sound)),
            progress,
            CancellationToken.None);
        int checks = progress.Checks.Count;
        Assert.Equal(5, checks);
        Assert.Equal(Enumerable.Repeat(checks * 2, checks), progress.Expected);
        Assert.Equal(checks * 2, progress.Finished);
    }

    private static RunCheck Reporting(RunCheck run) => (request, progress, cancellation) =>
    {
        progress.StudiesExpected(2);
        progress.StudyFinished(0, Study.Clean, "done", restored: false);
        progress.StudyFinished(0, Study.FastGradient, "done", restored: false);
        return run(request, progress, cancellation);
    };

    private static HandMadeEvidence Sound(SparseCodingInstance instance, HandMadeEvidence evidence) => evidence;

    private static RunCheck Answering(Func<SparseCodingInstance, HandMadeEvidence, HandMadeEvidence> change, List<CheckRequest>? asked = null, params Study[] missing) => (request, _, _) =>
    {
        asked?.Add(request);
        InstanceResult[] results = [.. request.Instances.Cast<SparseCodingInstance>().Select(instance => new InstanceResult(instance, change(instance, new HandMadeEvidence(instance.Law.Dimension)).WithoutStudies(missing)))];
        JudgementBasis basis = JudgementBasis.Of(request.Scale, request.Origin, request.Scope);
        return new CheckResult(request.Scale, request.Seed, Judgement.Of(ClaimCatalogue.At(request.Scale, request.ClaimsGlob), results, basis), basis, results, null);
    };

    private static AssumptionRequest Request(IReadOnlyList<SparseCodingInstance> instances, string assumptions = "*") =>
        new(Scale.Quick, Claims, AssumptionCatalogue.Select(assumptions), instances, 5, 1, "somewhere", Resume: false, TimeLimit: null);

    private static Gen<IReadOnlyList<SparseCodingInstance>> Bases() =>
        from seed in Gen.Choose(0, int.MaxValue)
        from count in Gen.Choose(1, 3)
        select InstanceLaw.Draw(Scale.Quick, (ulong)seed, count);

    private sealed class RecordedProgress : IAssumptionProgress
    {
        public List<(int Number, int Count)> Checks { get; } = [];

        public List<int> Expected { get; } = [];

        public int Finished { get; private set; }

        public void CheckStarted(string name, int number, int count)
        {
            Assert.NotEmpty(name);
            Checks.Add((number, count));
        }

        public void StudiesExpected(int count) => Expected.Add(count);

        public void StudyStarted(int instance, Study study)
        {
        }

        public void StudyAdvanced(int instance, Study study, double fraction, string detail)
        {
        }

        public void StudyFinished(int instance, Study study, string summary, bool restored) => Finished++;

        public void CandidateTried(string claim, int tried, int budget, CandidateRecord candidate) => Assert.Fail("Given instances are not shrunk.");
    }
}
