namespace PurifyProofs.Model.SparseCoding;

/// <summary>How hard the ensemble tries.</summary>
/// <param name="Radius">τ, ℓ2.</param>
/// <param name="Steps">Gradient steps of each projected descent.</param>
/// <param name="Restarts">Random starts beside the fixed ones.</param>
public sealed record EnsembleSettings(double Radius, int Steps, int Restarts);

/// <summary>The outcome of an ensemble: per point the smallest margin found.</summary>
/// <param name="Margins">Smallest y f(x + δ) over all visited points, float64 [n].</param>
/// <param name="Perturbations">The perturbations that reach them [n × d].</param>
public sealed record EnsembleResult(double[] Margins, Matrix Perturbations) : IDisposable
{
    /// <summary>Points that stay correctly classified.</summary>
    public int Robust => Margins.Count(margin => margin > 0);

    public void Dispose() => Perturbations.Dispose();
}

/// <summary>Margins y f(x + δ) [n] of some points under perturbations, in float64: what an attack's success is judged by.</summary>
/// <param name="indices">Which points [n].</param>
/// <param name="perturbations">δ [n × d].</param>
public delegate double[] MarginJudge(int[] indices, Matrix perturbations);

/// <summary>
/// Several attacks in turn, each on the points the earlier ones left standing; a margin counts only after float64
/// verification. Members: no perturbation, the oblivious dense mixture −yτu, FGM, projected descent of the margin from −yτu and
/// from the sample, and auto-projected gradient descent (APGD) from the sample and from random points of the ball.
/// </summary>
/// <param name="device">Where gradients are computed.</param>
/// <param name="denseMixture">u [d]; null where it is not known, which leaves out both members that use it.</param>
/// <param name="seed">Seed of the random points.</param>
public sealed class AttackEnsemble(ISparseCodingDevice device, double[]? denseMixture, ulong seed)
{
    /// <summary>Attacks every point; margins are those of the float32 network at the float32 points.</summary>
    public EnsembleResult Run(SymmetricReluNetwork network, LabelledPoints points, EnsembleSettings settings)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(settings);
        var reference = new ReferenceNetwork(network);
        return Run(network, points, settings, (indices, perturbations) =>
        {
            using LabelledPoints selected = points.Select(indices);
            return VerifiedMargins.Compute(reference, selected, perturbations, settings.Radius);
        });
    }

    /// <summary>Attacks every point; margins are those of a judge, who may know network and points to more digits.</summary>
    public EnsembleResult Run(SymmetricReluNetwork network, LabelledPoints points, EnsembleSettings settings, MarginJudge judge)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(judge);
        var best = new Matrix(points.Count, points.X.Columns);
        double[] margins = judge([.. Enumerable.Range(0, points.Count)], best);
        foreach (Member member in Members(settings))
        {
            int[] standing = [.. Enumerable.Range(0, points.Count).Where(i => margins[i] > 0)];
            if (standing.Length == 0)
            {
                break;
            }

            Improve(network, judge, points, standing, member, margins, best);
        }

        return new EnsembleResult(margins, best);
    }

    private delegate void Descent(SymmetricReluNetwork network, LabelledPoints points, Matrix perturbations);

    private sealed record Member(Action<LabelledPoints, int[], Matrix> Start, Descent? Descent);

    private IEnumerable<Member> Members(EnsembleSettings settings)
    {
        double radius = settings.Radius;
        Descent projected = Projected(AttackSettings.ProjectedGradient(radius, settings.Steps));
        var adaptiveSettings = new AdaptiveAttackSettings(radius, settings.Steps);
        Descent adaptive = (network, points, perturbations) => device.AdaptiveAttack(network, points.X, points.Y, adaptiveSettings, perturbations);
        static void AtSample(LabelledPoints points, int[] indices, Matrix target) => target.Clear();
        Action<LabelledPoints, int[], Matrix>? atMixture = denseMixture is { } mixture
            ? (points, _, target) => DenseMixtureAttack.Write(points, mixture, radius, target)
            : null;
        if (atMixture is not null)
        {
            yield return new Member(atMixture, null);
        }

        yield return new Member(AtSample, Projected(AttackSettings.FastGradient(radius)));
        if (atMixture is not null)
        {
            yield return new Member(atMixture, projected);
        }

        yield return new Member(AtSample, projected);
        yield return new Member(AtSample, adaptive);
        for (int restart = 0; restart < settings.Restarts; restart++)
        {
            int number = restart;
            yield return new Member((_, indices, target) => RandomStarts.Write(seed, number, indices, radius, target), adaptive);
        }
    }

    private Descent Projected(AttackSettings settings) =>
        (network, points, perturbations) => device.Attack(network, points.X, points.Y, settings, perturbations);

    private static void Improve(
        SymmetricReluNetwork network,
        MarginJudge judge,
        LabelledPoints points,
        int[] standing,
        Member member,
        double[] margins,
        Matrix best)
    {
        using LabelledPoints selected = points.Select(standing);
        using var perturbations = new Matrix(standing.Length, points.X.Columns);
        member.Start(selected, standing, perturbations);
        member.Descent?.Invoke(network, selected, perturbations);
        double[] found = judge(standing, perturbations);
        for (int i = 0; i < standing.Length; i++)
        {
            if (found[i] < margins[standing[i]])
            {
                margins[standing[i]] = found[i];
                perturbations.Row(i).CopyTo(best.Row(standing[i]));
            }
        }
    }
}
