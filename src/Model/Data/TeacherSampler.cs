using PurifyProofs.Model.Compute;

namespace PurifyProofs.Model.Data;

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
}
