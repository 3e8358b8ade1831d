namespace ModelSync.Kubernetes.Controllers;

/// <summary>A failure that no retry can heal: the request is looked at again only when something changes.</summary>
public sealed class TerminalReconcileException(string message, Exception? innerException = null) : Exception(message, innerException);
