namespace PurifyProofs.Model.SparseCoding;

/// <summary>
/// The coarse operations on sparse coding over a whole batch, so that every device can fuse inside them. On the CPU results depend on the
/// arguments only, not on the number of threads.
/// </summary>
public interface ISparseCodingDevice
{
    /// <summary>Worker threads of this machine that work for it; certificates take as many.</summary>
    int Threads { get; }


    /// <summary>Draws samples 0 … n − 1 of a step of a stream.</summary>
    /// <param name="distribution">The distribution.</param>
    /// <param name="stream">Stream s.</param>
    /// <param name="step">Step t.</param>
    /// <param name="x">Receives the samples [n × d].</param>
    /// <param name="y">Receives the labels ±1 [n].</param>
    void Sample(SparseCodingDistribution distribution, RandomStream stream, int step, Matrix x, float[] y);

    /// <summary>Margins y f(x) [n] in float32.</summary>
    void Margins(SymmetricReluNetwork network, Matrix x, float[] y, float[] margins);

    /// <summary>Gradients ∇_x y f(x) [n × d] in float32.</summary>
    void MarginGradients(SymmetricReluNetwork network, Matrix x, float[] y, Matrix gradients);

    /// <summary>
    /// Descends the margin from given perturbations and keeps the best point visited, start included.
    /// </summary>
    /// <param name="network">The attacked network.</param>
    /// <param name="x">Samples [n × d].</param>
    /// <param name="y">Labels [n].</param>
    /// <param name="settings">Radius, steps and step length.</param>
    /// <param name="perturbations">On entry the starts δ, in the ball; on return the best points visited [n × d].</param>
    void Attack(SymmetricReluNetwork network, Matrix x, float[] y, AttackSettings settings, Matrix perturbations);

    /// <summary>The same by auto-projected gradient descent, whose step lengths adapt to each sample.</summary>
    /// <param name="network">The attacked network.</param>
    /// <param name="x">Samples [n × d].</param>
    /// <param name="y">Labels [n].</param>
    /// <param name="settings">Radius and steps.</param>
    /// <param name="perturbations">On entry the starts δ, in the ball; on return the best points visited [n × d].</param>
    void AdaptiveAttack(SymmetricReluNetwork network, Matrix x, float[] y, AdaptiveAttackSettings settings, Matrix perturbations);

    /// <summary>Begins a training run on this device.</summary>
    /// <param name="network">Where training starts; brought up to date by <see cref="ITrainer.ReadNetwork"/> alone.</param>
    /// <param name="distribution">Where samples come from.</param>
    /// <param name="settings">The training.</param>
    ITrainer CreateTrainer(SymmetricReluNetwork network, SparseCodingDistribution distribution, TrainerSettings settings);
}
