using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.LowComplexity;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Properties.Catalogue;

/// <summary>Evidence under which every claim holds, to be changed in one place at a time.</summary>
internal sealed class HandMadeEvidence
{
    private static readonly string[] Networks = [TrainedNetwork.Clean, TrainedNetwork.FastGradient, TrainedNetwork.ProjectedGradient];

    private readonly Dictionary<string, Measurement> measurements = new(StringComparer.Ordinal);

    /// <summary>Evidence on an instance of either family.</summary>
    public static HandMadeEvidence On(Instance instance) => new(instance is SparseCodingInstance sparse ? sparse.Law.Dimension : 256);

    /// <summary>
    /// Evidence on an instance of dimension <paramref name="dimension"/>. What claims compare with other measurements differs between
    /// dimensions, so that a threshold which is the same at two of them is a number of the claim.
    /// </summary>
    public HandMadeEvidence(int dimension)
    {
        foreach (string network in Networks)
        {
            Set(EvidenceKeys.CleanAccuracy(network), new Proportion(20_000, 20_000));
            Set(EvidenceKeys.AttackedAccuracy(network), network == TrainedNetwork.Clean ? new Proportion(0, 20_000) : new Proportion(20_000 - (dimension / 64), 20_000));
            Set(EvidenceKeys.CertifiedAccuracy(network), network == TrainedNetwork.Clean ? new Proportion(0, 20_000) : new Proportion(20_000 - (dimension / 64), 20_000));
            Set(EvidenceKeys.VanishingGradients(network), 0.0);
            Set(EvidenceKeys.ContradictedCertificates(network), 0.0);
            Set(EvidenceKeys.InitialCorrelation(network), 0.05);
            Set(EvidenceKeys.FeatureCount(network), 1.0);
            Set(EvidenceKeys.DenseShare(network), network == TrainedNetwork.Clean ? 0.5 : 0.01);
            Set(EvidenceKeys.DenseShareCurve(network), [new SeriesPoint(1, 20.0 / (dimension + 100)), new SeriesPoint(100, 0.5)]);
            Set(EvidenceKeys.PurificationCosines(network), Cosines(40, 39));
            Set(EvidenceKeys.PurificationCosine(network), 0.9);
            Set(EvidenceKeys.RemovedDirectionCosine(network), 0.99);
            Set(EvidenceKeys.RemovedMeanCosine(network), 0.99);
            Set(EvidenceKeys.InitialCorrelationByDimension(network), [.. Enumerable.Range(1, 6).Select(static i => new SeriesPoint(64 * i, (0.5 + (0.001 * (i % 2))) / Math.Sqrt(64 * i)))]);
        }

        Set(EvidenceKeys.AcceptanceRate, 1.0);
        Set(EvidenceKeys.TransferAccuracy, new Proportion(0, 20_000));
        Set(EvidenceKeys.DenseMixtureAccuracy, new Proportion(0, 20_000));
        Set(EvidenceKeys.LowRankAttackedAccuracy(dimension / 4), new Proportion(20_000, 20_000));
        Set(EvidenceKeys.VanishingGradients(TrainedNetwork.LowRank(dimension / 4)), 0.0);
        Set(EvidenceKeys.LowRankCurve, [new SeriesPoint(dimension / 4, 1)]);
        foreach (double decay in Effort.Of(Scale.Standard).DecayFactors)
        {
            Set(EvidenceKeys.LongerAttackedAccuracy(decay), new Proportion(0, 20_000));
            Set(EvidenceKeys.VanishingGradients(TrainedNetwork.Longer(decay)), 0.0);
            Set(EvidenceKeys.LongerCleanAccuracy(decay), new Proportion(20_000, 20_000));
            Set(EvidenceKeys.LongerAttackedByRadius(decay), [new SeriesPoint(0.1, 0.5), new SeriesPoint(0.2, 0)]);
        }

        Set(EvidenceKeys.VanishingGradients(TrainedNetwork.Surrogate), 0.0);
        AddCost();
        AddModelsOfLowComplexity();
        AddStructuredData();
    }

    // Far below the limit, and far above it when the sizes are turned round.
    private void AddCost()
    {
        foreach ((string key, double first) in new[] { (EvidenceKeys.StepsByDimension, 700.0), (EvidenceKeys.SamplesByDimension, 2e5) })
        {
            Set(key, [.. Enumerable.Range(0, CostStudy.Sizes).Select(i => new SeriesPoint(64 * Math.Pow(2, i / 2.0), first * (1 + (0.01 * (i % 2))) * Math.Pow(2, -2 * i)))]);
        }

        Set(EvidenceKeys.CleanAccuracy(TrainedNetwork.Cheapest), new Proportion(20_000, 20_000));
        Set(EvidenceKeys.AttackedAccuracy(TrainedNetwork.Cheapest), new Proportion(20_000, 20_000));
        Set(EvidenceKeys.CertifiedAccuracy(TrainedNetwork.Cheapest), new Proportion(20_000, 20_000));
        Set(EvidenceKeys.VanishingGradients(TrainedNetwork.Cheapest), 0.0);
        Set(EvidenceKeys.ContradictedCertificates(TrainedNetwork.Cheapest), 0.0);
    }

    private static SeriesPoint[] Cosines(int count, int large) => [.. Enumerable.Range(1, count).Select(i => new SeriesPoint(i, i <= large ? 0.95 : 0.1))];

    private void AddStructuredData()
    {
        foreach (string network in new[] { TrainedNetwork.PatchStandard, TrainedNetwork.PatchAdversarial })
        {
            var robust = new Proportion(network == TrainedNetwork.PatchStandard ? 0 : 20_000, 20_000);
            Set(EvidenceKeys.CleanAccuracy(network), new Proportion(20_000, 20_000));
            Set(EvidenceKeys.AttackedAccuracy(network), robust);
            Set(EvidenceKeys.CertifiedAccuracy(network), robust);
            Set(EvidenceKeys.ContradictedCertificates(network), 0.0);
            Set(EvidenceKeys.EvaluationWarnings(network), 0.0);
            Set(EvidenceKeys.PerturbationCosines(network), Cosines(250, 250));
            Set(EvidenceKeys.NonRobustShare(network), 0.8);
            Set(EvidenceKeys.RobustShare(network), 0.8);
            Set(EvidenceKeys.SmallestLead(network), 0.01);
        }
    }

    private void AddModelsOfLowComplexity()
    {
        Set(LowComplexityKeys.LinearProvedWithoutBias, 0.1);
        Set(LowComplexityKeys.LinearProvedWithBias, 0.51);
        Set(LowComplexityKeys.LinearReachedWithoutBias, new Proportion(200, 20_000));
        Set(LowComplexityKeys.LinearReachedWithBias, new Proportion(10_000, 20_000));
        foreach (int degree in LowComplexityEffort.Degrees)
        {
            Set(LowComplexityKeys.PolynomialCleanAccuracy(degree), new Proportion(20_000, 20_000));
            Set(LowComplexityKeys.PolynomialAttackedAccuracy(degree), new Proportion(5_000, 20_000));
            if (degree > 1)
            {
                Set(LowComplexityKeys.PolynomialCertifiedAccuracy(degree), new Proportion(1_000, 20_000));
            }

            foreach (double budget in LowComplexityEffort.PolynomialBudgets)
            {
                Set(LowComplexityKeys.PolynomialHingeLoss(degree, budget), 0.5);
            }
        }

        foreach ((int degree, double noise) in LowComplexityEffort.DegreesOverSizes.SelectMany(static degree => LowComplexityEffort.NoiseFractions.Select(noise => (degree, noise))))
        {
            Set(LowComplexityKeys.PolynomialByDimension(degree, noise), [new SeriesPoint(64, 0.9), new SeriesPoint(256, 0.2)]);
            Set(LowComplexityKeys.PolynomialAtLargestDimension(degree, noise), new Proportion(4_000, 20_000));
        }

        for (int training = 0; training < 4; training++)
        {
            Set(LowComplexityKeys.KernelCleanAccuracy(training), new Proportion(20_000, 20_000));
            Set(LowComplexityKeys.KernelAttackedAccuracy(training), new Proportion(5_000, 20_000));
            Set(LowComplexityKeys.KernelNorm(training), 30);
        }

        Set(LowComplexityKeys.KernelCleanMeanMargin, 0.006);
        Set(LowComplexityKeys.KernelShiftedMeanMargin, 0.003);
        Set(LowComplexityKeys.KernelShift, 0.05);
        foreach (double budget in LowComplexityEffort.KernelBudgets)
        {
            Set(LowComplexityKeys.KernelHingeLoss(budget), 0.5);
        }
    }

    /// <summary>Changes a number.</summary>
    public HandMadeEvidence Set(string key, double value)
    {
        measurements[key] = new Measurement(key, Scalar: value);
        return this;
    }

    /// <summary>Changes a proportion.</summary>
    public HandMadeEvidence Set(string key, Proportion value)
    {
        measurements[key] = new Measurement(key, Proportion: value);
        return this;
    }

    /// <summary>Changes a series.</summary>
    public HandMadeEvidence Set(string key, IReadOnlyList<SeriesPoint> value)
    {
        measurements[key] = new Measurement(key, Series: value);
        return this;
    }

    /// <summary>All measurements, as they stand.</summary>
    public IReadOnlyList<Measurement> Measurements => [.. measurements.Values.OrderBy(static one => one.Key, StringComparer.Ordinal)];

    /// <summary>Changes a measurement of any shape.</summary>
    public HandMadeEvidence Set(Measurement changed)
    {
        measurements[changed.Key] = changed;
        return this;
    }

    /// <summary>Leaves a measurement out, as an earlier version would have.</summary>
    public HandMadeEvidence Without(string key)
    {
        measurements.Remove(key);
        return this;
    }

    /// <summary>As the ledger would give it, with all studies finished but the ones named.</summary>
    public InstanceEvidence WithoutStudies(params Study[] missing)
    {
        var evidence = new InstanceEvidence();
        foreach (Study study in Enum.GetValues<Study>().Except(missing))
        {
            evidence.Add(study, measurements.Values);
        }

        return evidence;
    }
}
