namespace PurifyProofs.Model.Numerics;

/// <summary>Steps of one stream that serve one purpose.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="First">The first step.</param>
/// <param name="Count">How many there are.</param>
public readonly record struct StepRange(RandomStream Stream, int First, int Count)
{
    /// <summary>The step of a number counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range has not so many: the step belongs to another purpose.</exception>
    public int At(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Count);
        return First + number;
    }
}
