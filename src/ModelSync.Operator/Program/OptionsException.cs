namespace ModelSync.Operator.Program;

/// <summary>An option cannot be used; the message names it, its value and the remedy.</summary>
internal sealed class OptionsException(string message, Exception? innerException = null) : Exception(message, innerException);
