namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>A study of an instance of sparse coding.</summary>
public interface ISparseCodingStudy : IStudy<SparseCodingInstance, SparseCodingContext>;
