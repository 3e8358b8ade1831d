namespace ModelSync.Kubernetes;

/// <summary>What every failure of a request to a cluster has in common, so that a caller can tell the cluster's trouble from its own mistakes.</summary>
public abstract class KubernetesException : Exception
{
    private protected KubernetesException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
