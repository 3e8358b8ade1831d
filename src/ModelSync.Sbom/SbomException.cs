namespace ModelSync.Sbom;

/// <summary>What was restored cannot be read; the message names the file and the remedy.</summary>
internal sealed class SbomException(string message, Exception? innerException = null) : Exception(message, innerException);
