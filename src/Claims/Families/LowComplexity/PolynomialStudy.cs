using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Bounds.LowComplexity;
using PurifyProofs.Model.FixedFeatures;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.LowComplexity;

/// <summary>
/// LB-2 for one degree. <see cref="Reached"/> is an accuracy; <see cref="Proved"/> is about the adversarial hinge loss under a norm budget and
/// says nothing about accuracies.
/// </summary>
/// <param name="Degree">q.</param>
/// <param name="Invariants">Number of invariants.</param>
/// <param name="Reached">The best that training reached.</param>
/// <param name="Model">That model, in teacher coordinates.</param>
/// <param name="Proved">The dual bound; B limits the root mean square of the averaged polynomial on attacked pilot points.</param>
/// <param name="Counterexample">The best additive polynomial by its certificate; null for degree 1, which LB-1 bounds.</param>
public sealed record PolynomialResult(
    int Degree, int Invariants, RobustFit Reached, FeatureClassifier Model, DualCertificate Proved, RobustPolynomial? Counterexample);

/// <summary>An additive polynomial Σ_j h(t_j) with a proof of robustness: what refutes LB-2, where attacks alone could not.</summary>
/// <param name="Model">The polynomial, in teacher coordinates.</param>
/// <param name="Certified">Points on which no perturbation of norm τ changes its label, proved.</param>
public sealed record RobustPolynomial(FeatureClassifier Model, Proportion Certified);

/// <summary>The best polynomial that training reached.</summary>
/// <param name="Fit">Its accuracies.</param>
/// <param name="Model">The polynomial, in teacher coordinates.</param>
public sealed record ReachedPolynomial(RobustFit Fit, FeatureClassifier Model);

/// <summary>
/// LB-2 on one instance: polynomials of degree 1, 3, 5, 7, reduced to invariants. Everything happens in teacher coordinates, an isometry.
/// </summary>
public sealed class PolynomialStudy
{
    private const int DualBatch = 4096;

    private readonly SparseCodingDistribution distribution;
    private readonly StudySettings settings;
    private readonly double radius;
    private readonly double[] direction;
    // A model of one degree is a member of every class of a higher one, so degrees are run in rising order.
    private readonly List<(string Method, FeatureClassifier Model)> found = [];
    private readonly Dictionary<(RandomStream Stream, int Step, int Count), LabelledVectors> drawn = [];

    /// <summary>A study.</summary>
    /// <exception cref="ArgumentException">The reduction does not apply to this law (<see cref="InvarianceConditions.Breach"/> says so beforehand).</exception>
    public PolynomialStudy(SparseCodingDistribution distribution, double radius, StudySettings settings)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        ArgumentNullException.ThrowIfNull(settings);
        if (InvarianceConditions.Breach(distribution.Law) is { } breach)
        {
            throw new ArgumentException($"LB-2 is not applicable: {breach}.", nameof(distribution));
        }

        (this.distribution, this.radius, this.settings) = (distribution, radius, settings);
        direction = [.. Enumerable.Repeat(1 / Math.Sqrt(distribution.Law.DictionarySize), distribution.Law.DictionarySize)];
    }

    /// <summary>
    /// Trains, attacks and bounds the polynomials of one degree. What was found for a lower degree before takes part: it is a member of the class.
    /// </summary>
    /// <param name="degree">1, 3, 5 or 7.</param>
    public PolynomialResult Run(int degree)
    {
        InvariantPolynomials map = Invariants(degree);
        RobustPolynomial? counterexample = degree > 1 ? Counterexample(degree) : null;
        (ReachedPolynomial reached, TrainerGrid grid) = Train(map);
        return new PolynomialResult(degree, map.Count, reached.Fit, reached.Model, Prove(map, grid.Iterates), counterexample);
    }

    /// <summary>Trains and attacks the polynomials of one degree, proving nothing; what was found for a lower degree before takes part.</summary>
    /// <param name="degree">1, 3, 5 or 7.</param>
    public ReachedPolynomial Reach(int degree) => Train(Invariants(degree)).Reached;

    private InvariantPolynomials Invariants(int degree) => new(distribution.Law.DictionarySize, degree, distribution.Law.Sparsity);

    private RobustPolynomial Counterexample(int degree)
    {
        CertifiedPolynomialTraining training = settings.CertifiedTraining;
        FeatureClassifier polynomial = training.Run(
            InvariantPolynomials.Additive(distribution.Law.DictionarySize, degree, distribution.Law.Sparsity),
            radius,
            round => DrawFresh(RandomStream.LowComplexityTraining, round, training.RoundSamples),
            DrawFresh(RandomStream.LowComplexityPilot, StreamSteps.ModelSelection.First, training.RoundSamples));
        found.Add(("training against the certificate", polynomial));
        LabelledVectors points = Draw(RandomStream.Evaluation, StreamSteps.Looks.First, settings.EvaluationSamples);
        return new RobustPolynomial(polynomial, new AdditivePolynomialCertificate(polynomial).Certify(points, radius));
    }

    private (ReachedPolynomial Reached, TrainerGrid Grid) Train(InvariantPolynomials map)
    {
        TrainingAttackChoice[] attacks = [TrainingAttackChoice.FastGradient(radius), TrainingAttackChoice.ProjectedGradient(radius, settings.TrainingAttackSteps)];
        var grid = new TrainerGrid(settings, radius, direction, distribution.Seed, attacks);
        grid.Train(map, round => Draw(RandomStream.LowComplexityTraining, round, settings.RoundSamples));
        found.ForEach(earlier => grid.Add(earlier.Method, earlier.Model));
        (RobustFit fit, FeatureClassifier model) = grid.Best(
            Draw(RandomStream.LowComplexityPilot, StreamSteps.ModelSelection.First, settings.SelectionSamples), Draw(RandomStream.Evaluation, StreamSteps.Looks.First, settings.EvaluationSamples));
        found.Add((fit.Method, model));
        return (new ReachedPolynomial(fit, model), grid);
    }

    private DualCertificate Prove(InvariantPolynomials map, IReadOnlyList<IReadOnlyList<FeatureClassifier>> opponents)
    {
        AttackSettings attack = AttackSettings.ProjectedGradient(radius, settings.TrainingAttackSteps);
        DualAttacker attacker = opponents
            .Select(list => new DualAttacker(list, attack, distribution.Seed))
            .MaxBy(candidate => Fix(map, candidate, settings.PilotSamples).PilotBound)!;
        DualBound bound = Fix(map, attacker, 4 * settings.PilotSamples).Bound;
        int batches = (settings.DualSamples + DualBatch - 1) / DualBatch;
        IEnumerable<LabelledVectors> fresh = Enumerable.Range(0, batches).Select(
            batch => attacker.Perturb(DrawFresh(RandomStream.DualBound, batch, DualBatch), StreamSteps.OpponentsOfBatches.At(batch)));
        return bound.Certify(fresh, settings.ErrorProbability);
    }

    // All that the certificate rests on is fixed here, before its samples are drawn.
    private (DualBound Bound, double PilotBound) Fix(InvariantPolynomials map, DualAttacker attacker, int samples)
    {
        LabelledVectors pilot = attacker.Perturb(Draw(RandomStream.LowComplexityPilot, StreamSteps.DualPilot.First, samples), StreamSteps.OpponentsOfPilot.First);
        var whitened = new WhitenedFeatures(map, FeatureTable.FeaturesOf(map, pilot));
        DualBound bound = DualBound.Choose(whitened, pilot, settings.Budget);
        return (bound, bound.Certify([pilot], settings.ErrorProbability).OnSample(settings.Budget));
    }

    // Every trainer and every degree sees the same samples; those of the dual bound are used once and not kept.
    private LabelledVectors Draw(RandomStream stream, int step, int count)
    {
        lock (drawn)
        {
            if (!drawn.TryGetValue((stream, step, count), out LabelledVectors? points))
            {
                drawn[(stream, step, count)] = points = DrawFresh(stream, step, count);
            }

            return points;
        }
    }

    private LabelledVectors DrawFresh(RandomStream stream, int step, int count) =>
        LabelledVectors.DrawInTeacherCoordinates(distribution, stream, step, count);
}
