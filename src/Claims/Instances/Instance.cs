using PurifyProofs.Claims.Families;
using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Claims.Instances;

/// <summary>One point of a family's hypothesis space: a data law, a training plan, a radius and a seed. Everything measured follows from it.</summary>
/// <param name="Radius">The radius at which the claims are judged.</param>
/// <param name="Seed">Seed of features, initial weights and every sample.</param>
/// <param name="Preset">Name of the preset the plan started from.</param>
public abstract record Instance(double Radius, ulong Seed, string Preset)
{
    /// <summary>The model it is an instance of.</summary>
    public abstract InstanceFamily Family { get; }

    /// <summary>Products of one forward pass of its network: work grows with them.</summary>
    public abstract double ForwardProducts { get; }

    /// <summary>
    /// The line that reproduces the instance, for example <c>preset=two-sided,d=256,k=3,m=1024,radius=0.18,seed=7</c>. The preset says of which
    /// family; reading it gives an equal instance.
    /// </summary>
    public abstract string Line { get; }

    /// <summary>
    /// An estimate of the bytes that training it and judging it on so many points take at the most, those of the process included. Its terms count the
    /// arrays that live at one time, rounded up; it is no bound.
    /// </summary>
    /// <param name="points">Evaluation points that lie in memory at one time.</param>
    public abstract double WorkingBytes(int points);

    /// <summary>Refuses what needs more memory than this machine has. Reading what was measured elsewhere does not ask.</summary>
    /// <param name="points">Evaluation points that lie in memory at one time.</param>
    /// <exception cref="ArgumentException">It needs more; one sentence.</exception>
    public void RequireMemory(int points) => MemoryLimit.Require($"'{Line}'", WorkingBytes(points));

    /// <summary>Checks that the instance can be run.</summary>
    /// <exception cref="ArgumentException">One sentence: what is wrong and the mend.</exception>
    public abstract void Validate();

    /// <summary>The instance as one of a family's own type: the only place where the type is narrowed.</summary>
    /// <exception cref="ArgumentException">It belongs to another family.</exception>
    public TInstance Of<TInstance>()
        where TInstance : Instance =>
        this as TInstance ?? throw new ArgumentException($"'{Line}' is an instance of {Family.Name}; a {typeof(TInstance).Name} is asked for.");

    /// <summary>The instance with one key of its line set to a number.</summary>
    /// <exception cref="ArgumentException">Its line has no such key, or the key holds no number.</exception>
    public abstract Instance With(string key, double value);
}
