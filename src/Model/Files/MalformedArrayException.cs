namespace PurifyProofs.Model.Files;

/// <summary>What is wrong with an array and the mend, as the end of a sentence that starts with file and array.</summary>
internal sealed class MalformedArrayException(string message) : Exception(message);
