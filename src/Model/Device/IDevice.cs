using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.Patches;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.Device;

/// <summary>
/// Few coarse operations over a whole batch, so that every device can fuse inside them. Results depend on the arguments
/// only, not on the number of threads.
/// </summary>
public interface IDevice : IDisposable
{
    /// <summary>What it is, in words.</summary>
    string Name { get; }

    /// <summary>Worker threads.</summary>
    int Threads { get; }

    /// <summary>The operations on structured data, with the same threads and kernels.</summary>
    IPatchDevice Patches { get; }

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

    /// <summary>
    /// Works through independent instances side by side, each on one thread, which suits instances that are too small to be
    /// shared by several. Results are those of the instances one by one.
    /// </summary>
    /// <param name="count">Number of instances.</param>
    /// <param name="work">Called once for every instance 0 … count − 1, with a device for that call alone; the first exception is thrown again.</param>
    void RunSideBySide(int count, Action<int, IDevice> work);

    /// <summary>Begins a training run on this device; the network's weights change in place.</summary>
    ITrainer CreateTrainer(SymmetricReluNetwork network, SparseCodingDistribution distribution, TrainerSettings settings);
}

/// <summary>A training run in progress: one call a step.</summary>
public interface ITrainer : IDisposable
{
    /// <summary>One SGD step on fresh samples of step <paramref name="step"/>.</summary>
    StepStatistics Step(int step);
}

/// <summary>What one step saw on its own batch, after perturbation and before the update.</summary>
/// <param name="Loss">Mean of log(1 + e^{−y f}).</param>
/// <param name="Accuracy">Share of correctly classified samples.</param>
/// <param name="ActiveFraction">Share of sample–neuron pairs with non-zero derivative.</param>
public readonly record struct StepStatistics(double Loss, double Accuracy, double ActiveFraction);
