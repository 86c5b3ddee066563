using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Model.SparseCoding;

/// <summary>Draws the teacher w*.</summary>
internal static class TeacherSampler
{
    public static double[] Draw(SparseCodingLaw law, ulong seed)
    {
        var random = new RandomSequence(seed, 0, 0, (uint)RandomStream.Teacher << 1);
        var teacher = new double[law.DictionarySize];
        for (int j = 0; j < teacher.Length; j++)
        {
            double magnitude = law.Teacher == TeacherLaw.Signs ? 1 : 0.5 + (1.5 * random.NextDouble());
            teacher[j] = random.NextSign() * magnitude;
        }

        return teacher;
    }

    /// <summary>The teacher with the signs of a share of its coordinates flipped, a random choice of exactly that many.</summary>
    public static double[] FlipSigns(double[] teacher, double share, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 0.5);
        var random = new RandomSequence(seed, 0, 0, (uint)RandomStream.MixtureFlips << 1);
        var flipped = (double[])teacher.Clone();
        int[] order = [.. Enumerable.Range(0, teacher.Length)];
        int count = (int)Math.Round(share * teacher.Length);
        for (int chosen = 0; chosen < count; chosen++)
        {
            int other = chosen + random.NextInt(order.Length - chosen);
            (order[chosen], order[other]) = (order[other], order[chosen]);
            flipped[order[chosen]] = -flipped[order[chosen]];
        }

        return flipped;
    }
}
