using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Runs.Controls;
using PurifyProofs.Claims.Verdicts;
using Xunit;

namespace PurifyProofs.Properties.Runs.Controls;

/// <summary>The controls of all claims on checks whose outcome is made by hand: what is violated is caught, what is not is missed.</summary>
public sealed class ControlRunProperties : PropertyChecks
{
    [Fact]
    public void Caught_is_what_is_violated_and_missed_is_what_is_not() => Check(Worlds(), 15, static world =>
    {
        ControlTable table = world.Run();
        Assert.Null(table.Partial);
        Assert.All(table.Results, result => Assert.Equal(world.Expected(result), result.Outcome));
        Assert.Equal(ClaimCatalogue.All.Sum(static claim => claim.Breakers.Count), table.Results.Count);
        Assert.Equal(table.Telling, table.Results.Count(result => world.HoldsUnbroken(result.Claim.Id)));
    });

    // One instance on which the broken claim happens to hold costs more instances, not the control.
    [Fact]
    public void One_adverse_instance_does_not_lose_a_control() => Check(Worlds(), 10, static world =>
        Assert.All((world with { Adverse = 1, Missed = "", Unhealthy = "" }).Run().Results, static result => Assert.Equal(ControlOutcome.Caught, result.Outcome)));

    // Quick asks for half of the instances: as many adverse ones as others are no violation.
    [Fact]
    public void As_many_adverse_instances_as_others_lose_a_control_of_quick() => Check(Worlds().Zip(Gen.Choose(8, 15)), 5, static pair =>
        Assert.All(
            (pair.Item1 with { Scale = Scale.Quick, Adverse = pair.Item2, Missed = "", Unhealthy = "" }).Run().Results,
            static result => Assert.Equal(ControlOutcome.Missed, result.Outcome)));

    [Fact]
    public void What_does_not_hold_unbroken_is_not_broken() => Check(Worlds(), 10, static world =>
    {
        var asked = new List<CheckRequest>();
        ControlTable table = world.Run(asked.Add);
        string[] broken = [.. asked.Where(static request => request.Scope == HypothesisScope.Beyond).Select(static request => request.ClaimsGlob).Distinct()];
        Assert.DoesNotContain(broken, world.IsUnhealthy);
        Assert.All(table.Results.Where(result => world.IsUnhealthy(result.Claim.Id)), static result => Assert.Equal(ControlOutcome.SaysNothing, result.Outcome));
    });

    [Fact]
    public void Each_check_has_its_own_folder_and_breaks_the_instances_that_were_seen_unbroken() => Check(Worlds(), 6, static world =>
    {
        var asked = new List<CheckRequest>();
        (world with { Unhealthy = "" }).Run(asked.Add);
        Assert.Equal(asked.Count, asked.Select(static request => request.Directory).Distinct().Count());
        Assert.All(asked, static request => Assert.StartsWith(Path.Combine("out", "controls") + Path.DirectorySeparatorChar, request.Directory, StringComparison.Ordinal));
        foreach (CheckRequest request in asked.Where(static request => request.Scope == HypothesisScope.Beyond))
        {
            IClaim claim = ClaimCatalogue.Select(request.ClaimsGlob).Single();
            Breaker breaker = claim.Breakers.Single(candidate => request.Directory.EndsWith($"{claim.Id}-{candidate.Name}", StringComparison.Ordinal));
            CheckRequest unbroken = asked.Single(candidate => candidate.Directory.EndsWith($"unbroken-{breaker.Base.Name}", StringComparison.Ordinal));
            Assert.Equal((InstanceOrigin.Given, HypothesisScope.Within, InstanceOrigin.Drawn), (unbroken.Origin, unbroken.Scope, request.Origin));
            Assert.Contains(claim.Id, unbroken.ClaimsGlob.Split(','));
            Assert.Equal(unbroken.Instances.Select(breaker.Break), request.Instances.Take(unbroken.Instances.Count));
        }
    });

    [Fact]
    public void Stopped_in_any_check_it_keeps_what_was_finished_and_begins_nothing_further() => Check(Worlds().Zip(Gen.Choose(1, 22)), 15, static pair =>
    {
        (World world, int stop) = pair;
        ControlTable whole = world.Run();
        var asked = new List<CheckRequest>();
        var recorded = new List<ControlTable>();
        ControlTable part = world.Run(asked.Add, recorded.Add, stopAt: stop);
        bool stopped = asked.Count == stop;
        Assert.Equal(stopped ? World.Interrupted : null, part.Partial);
        Assert.All(part.Results.Zip(whole.Results), static both => Assert.True(both.First.Outcome == both.Second.Outcome || both.First.Outcome == ControlOutcome.NotFinished));
        Assert.Equal(stopped, part.Count(ControlOutcome.NotFinished) > 0);
        Assert.Equal(0, recorded[0].Telling);
        Assert.Equal(part.Results.Select(static result => result.Outcome), recorded[^1].Results.Select(static result => result.Outcome));
    });

    [Fact]
    public void After_the_time_limit_no_check_is_begun() => Check(Worlds(), 5, static world =>
    {
        var asked = new List<CheckRequest>();
        ControlTable table = (world with { TimeLimit = TimeSpan.FromTicks(1) }).Run(asked.Add);
        Assert.Empty(asked);
        Assert.Contains("time limit", table.Partial, StringComparison.Ordinal);
        Assert.Equal(table.Results.Count, table.Count(ControlOutcome.NotFinished));
    });

    private static Gen<World> Worlds() =>
        from scale in Gen.Elements(Scale.Quick, Scale.Standard, Scale.Full)
        from missed in Gen.SubListOf(ClaimCatalogue.All.SelectMany(static claim => claim.Breakers.Select(breaker => $"{claim.Id}-{breaker.Name}")))
        from unhealthy in Gen.SubListOf(ClaimCatalogue.All.Select(static claim => claim.Id))
        from seed in Gen.Choose(0, int.MaxValue)
        select new World(scale, (ulong)seed, string.Join(' ', missed), string.Join(' ', unhealthy));

    /// <summary>
    /// What checks find: broken claims are violated unless missed, unbroken ones hold unless unhealthy. Verdicts over instances
    /// are drawn by the suite's own judgement.
    /// </summary>
    private sealed record World(Scale Scale, ulong Seed, string Missed, string Unhealthy, int Adverse = 0, TimeSpan? TimeLimit = null)
    {
        public const string Interrupted = "The check was interrupted.";

        public bool IsUnhealthy(string claim) => Unhealthy.Split(' ').Contains(claim);

        public bool HoldsUnbroken(string claim) => !IsUnhealthy(claim);

        public ControlOutcome Expected(ControlResult result) =>
            IsUnhealthy(result.Claim.Id) ? ControlOutcome.SaysNothing
                : Missed.Split(' ').Contains($"{result.Claim.Id}-{result.Breaker.Name}") ? ControlOutcome.Missed
                : ControlOutcome.Caught;

        public ControlTable Run(Action<CheckRequest>? asked = null, Action<ControlTable>? recorded = null, int stopAt = int.MaxValue)
        {
            var request = new ControlRequest(Scale, "*", Seed, 1, "out", TimeLimit);
            int calls = 0;
            return ControlRun.Run(
                request,
                ClaimCatalogue.All,
                (step, check) =>
                {
                    asked?.Invoke(check);
                    CheckResult found = Found(check);
                    return ++calls == stopAt ? found with { Partial = Interrupted } : found;
                },
                recorded ?? (static _ => { }));
        }

        private CheckResult Found(CheckRequest check)
        {
            JudgementBasis basis = JudgementBasis.Of(check.Scale, check.Origin, check.Scope);
            IReadOnlyList<IClaim> claims = ClaimCatalogue.Select(check.ClaimsGlob);
            return new CheckResult(check.Scale, check.Seed, [.. claims.Select(claim => Judgement.Of(claim, Verdicts(claim, check), basis, claims.Count))], basis, [], null);
        }

        private InstanceVerdict[] Verdicts(IClaim claim, CheckRequest check) =>
            [.. check.Instances.Select((instance, index) => new InstanceVerdict(instance.Line, Verdict(claim, check, index), "", []))];

        private VerdictKind Verdict(IClaim claim, CheckRequest check, int index) =>
            check.Scope == HypothesisScope.Within ? (IsUnhealthy(claim.Id) && index == 0 ? VerdictKind.Violated : VerdictKind.Holds)
                : Missed.Split(' ').Contains(Path.GetFileName(check.Directory)) || index < Adverse ? VerdictKind.Holds
                : VerdictKind.Violated;
    }
}
