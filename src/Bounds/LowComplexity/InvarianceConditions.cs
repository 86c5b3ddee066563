using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Bounds.LowComplexity;

/// <summary>
/// When the law of (t, y) in teacher coordinates does not change under permutations of the coordinates and under (t, y) → (−t, −y), so
/// that polynomials may be averaged over both: docs/lower-bounds.md, part 3. Support, magnitude and flip laws are all exchangeable and symmetric.
/// </summary>
public static class InvarianceConditions
{
    /// <summary>Why the reduction does not apply; null where it does.</summary>
    public static string? Breach(SparseCodingLaw law)
    {
        ArgumentNullException.ThrowIfNull(law);
        if (law.Dictionary != DictionaryLaw.Orthonormal)
        {
            return "the dictionary is not orthonormal: teacher coordinates do not keep the ℓ2 ball";
        }

        return law.Teacher == TeacherLaw.Signs ? null : "the teacher's weights differ in size: coordinates are not exchangeable";
    }
}
