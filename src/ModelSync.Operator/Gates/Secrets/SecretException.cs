namespace ModelSync.Operator.Gates.Secrets;

/// <summary>A Secret cannot be used; the message names it and holds nothing of it.</summary>
internal sealed class SecretException(string message, Exception? inner = null) : Exception(message, inner);
