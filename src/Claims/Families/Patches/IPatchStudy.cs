namespace PurifyProofs.Claims.Families.Patches;

/// <summary>A study of an instance of structured data.</summary>
public interface IPatchStudy : IStudy<PatchInstance, PatchContext>;
