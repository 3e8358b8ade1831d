namespace ModelSync.Kubernetes.Auth;

/// <summary>No credential can be had; the message names the source, what is wrong with it and the remedy, never the secret.</summary>
public sealed class CredentialException : KubernetesException
{
    /// <summary>An error with its remedy in the message.</summary>
    public CredentialException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
