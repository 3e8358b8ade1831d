namespace ModelSync.Kubernetes.Client;

/// <summary>No answer, or half of one: the connection failed, went silent or carried something that is not the API's. Whether a write happened is unknown.</summary>
public sealed class KubernetesConnectionException : KubernetesException
{
    /// <summary>A failed exchange; the message names the request and what was missing.</summary>
    public KubernetesConnectionException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
