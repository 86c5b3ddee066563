using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Families.Patches;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Properties.Catalogue;

namespace PurifyProofs.Properties.Conformance;

/// <summary>
/// A claim judged on evidence under which it holds, and on the same with one measurement changed: to either side of each of the claim's
/// thresholds, exactly to it, and far away. What the claim reads, and where it decides, is found out and not told.
/// </summary>
/// <param name="Key">The changed measurement.</param>
/// <param name="Verdict">What the claim says then.</param>
internal sealed record ChangedEvidence(string Key, InstanceVerdict Verdict)
{
    private const double Near = 1e-6;

    // Of two sizes each at least: a threshold that differs between them comes from the instance, and one that does not is a number of the claim.
    private static readonly Instance[] Instances =
    [
        FamilyRegistry.Parse("preset=two-sided,d=256,k=3,m=1024,radius=0.18,seed=1"),
        FamilyRegistry.Parse("preset=two-sided,d=512,k=3,m=2048,radius=0.15,seed=2"),
        FamilyRegistry.Parse("preset=two-sided,d=640,k=3,m=2560,radius=0.15,seed=3"),
        .. PatchInstanceLaw.Draw(Scale.Quick, 1, 2),
    ];

    /// <summary>The instances of a claim's family that lie inside its hypotheses.</summary>
    public static IReadOnlyList<Instance> InstancesOf(IClaim claim) => [.. Instances.Where(instance => instance.Family == claim.Family && claim.Breach(instance) is null)];

    /// <summary>Instances from toy sizes up to those at which the theorems are meant, for one feature a sample and for more, narrow and wide.</summary>
    public static IEnumerable<Instance> OfManySizes(InstanceFamily family) => family == PatchFamily.Identity
        ? PatchInstanceLaw.Draw(Scale.Quick, 3, 4)
        : from sparsity in new[] { 1, 3, 5 }
          from dimension in new[] { 4, 24, 104, 256, 448, 1024, 4096 }
          where dimension >= CoreHypotheses.SmallestDimension(sparsity)
          from factor in new[] { 0.25, 4, 16 }
          let radius = Math.Round(1.5 * Math.Sqrt((double)sparsity / dimension), 4)
          select FamilyRegistry.Parse(FormattableString.Invariant($"preset=two-sided,d={dimension},k={sparsity},m={Math.Max(1, (int)(factor * dimension))},radius={radius},seed=1"));

    /// <summary>The verdict on evidence as it is.</summary>
    public static InstanceVerdict Judge(IClaim claim, Instance instance, HandMadeEvidence evidence) =>
        Judgement.Of([claim], [new InstanceResult(instance, evidence.WithoutStudies())], JudgementBasis.TheseInstances)[0].Instances[0];

    /// <summary>The measures that decide.</summary>
    public static IReadOnlyList<Measure> Deciding(InstanceVerdict verdict) => [.. verdict.Measures.Where(static measure => measure.Requirement != Requirement.None)];

    /// <summary>Every change of every measurement, judged.</summary>
    public static IReadOnlyList<ChangedEvidence> Of(IClaim claim, Instance instance)
    {
        HandMadeEvidence evidence = HandMadeEvidence.On(instance);
        double[] thresholds = [.. Deciding(Judge(claim, instance, evidence)).Select(static measure => measure.Threshold).Distinct()];
        return
        [
            .. from measurement in evidence.Measurements
               from changed in Changes(measurement, thresholds)
               select new ChangedEvidence(measurement.Key, Judge(claim, instance, HandMadeEvidence.On(instance).Set(changed))),
        ];
    }

    /// <summary>The same for every two of the measurements that the claim decides by, one after another.</summary>
    public static IEnumerable<ChangedEvidence> OfPairs(IClaim claim, Instance instance)
    {
        HandMadeEvidence evidence = HandMadeEvidence.On(instance);
        IReadOnlyList<Measure> unchanged = Deciding(Judge(claim, instance, evidence));
        double[] thresholds = [.. unchanged.Select(static measure => measure.Threshold).Distinct()];
        Measurement[] read = [.. evidence.Measurements.Where(one => Changes(one, thresholds).Any(changed =>
            !Deciding(Judge(claim, instance, HandMadeEvidence.On(instance).Set(changed))).SequenceEqual(unchanged)))];
        return from first in read
               from second in read
               where string.CompareOrdinal(first.Key, second.Key) < 0
               from one in Changes(first, thresholds)
               from other in Changes(second, thresholds)
               select new ChangedEvidence($"{first.Key} and {second.Key}", Judge(claim, instance, HandMadeEvidence.On(instance).Set(one).Set(other)));
    }

    /// <summary>Claims of the catalogue, by id.</summary>
    public static IClaim Find(string id) => ClaimCatalogue.All.Single(claim => claim.Id == id);

    private static IEnumerable<Measurement> Changes(Measurement measurement, double[] thresholds)
    {
        if (measurement.Proportion is { } proportion)
        {
            double[] rates = [0, 1, .. thresholds.SelectMany(static threshold => new[] { threshold - 0.06, threshold, threshold + 0.06 })];
            return rates.Where(static rate => rate is >= 0 and <= 1).Select(rate => new Measurement(
                measurement.Key, Proportion: new Proportion((int)Math.Round(rate * proportion.Trials), proportion.Trials)));
        }

        if (measurement.Series is { } series)
        {
            double[] mirrored = [.. series.Select(static point => point.Y).Reverse()];
            return
            [
                measurement with { Series = [.. series.Select((point, index) => point with { Y = mirrored[index] })] },
                measurement with { Series = [.. series.Select(static point => point with { Y = 100 * point.Y })] },
                measurement with { Series = [.. series.Select((point, index) => point with { Y = 1 + (0.1 * (index % 2)) })] },
                measurement with { Series = [.. series.Select(static point => point with { Y = 0.01 * point.Y })] },
                measurement with { Series = [.. series.Select((point, index) => index % 10 == 0 ? point with { Y = 0.01 * point.Y } : point)] },
                measurement with { Series = [.. series.Select((point, index) => index == series.Count - 1 ? point with { Y = double.PositiveInfinity } : point)] },
            ];
        }

        double[] values = [0, 1, .. thresholds.SelectMany(static threshold => new[] { threshold - Near, threshold + Near })];
        return values.Select(value => new Measurement(measurement.Key, Scalar: value));
    }
}
