namespace PurifyProofs.Claims.Runs.Gate;

/// <summary>A deciding measure, before and now.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Name">The measure.</param>
/// <param name="Before">Median over instances in the baseline.</param>
/// <param name="Now">Median over instances in the run.</param>
/// <param name="InstancesBefore">Instances compared, of the baseline.</param>
/// <param name="InstancesNow">Instances compared, of the run.</param>
/// <param name="Worse">Chance of values so much worse or more if nothing had changed; as a bound.</param>
/// <param name="Better">Chance of values so much better or more if nothing had changed; as a bound.</param>
/// <param name="Smallest">The smallest chance that samples of these sizes can show.</param>
public sealed record FigureChange(string Claim, string Name, double Before, double Now, int InstancesBefore, int InstancesNow, double Worse, double Better, double Smallest)
{
    /// <summary>Whether every value is that of the baseline on the same instance, to the bit.</summary>
    public bool IsIdentical { get; init; }

    /// <summary>What became of it at a level.</summary>
    public ChangeKind At(double level) => Worse <= level ? ChangeKind.Worse : Better <= level ? ChangeKind.Better : ChangeKind.Same;

    /// <summary>Whether any change could be told at a level.</summary>
    public bool CanTell(double level) => Smallest <= level;
}
