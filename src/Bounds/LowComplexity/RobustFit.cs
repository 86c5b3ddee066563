using PurifyProofs.Bounds.Confidence;

namespace PurifyProofs.Bounds.LowComplexity;

/// <summary>The best that training reached in a class, on fresh samples.</summary>
/// <param name="Method">Trainer and training attack.</param>
/// <param name="Clean">Clean accuracy.</param>
/// <param name="Robust">Attacked accuracy: from above for this model, but another member may do better.</param>
public sealed record RobustFit(string Method, Proportion Clean, Proportion Robust);
