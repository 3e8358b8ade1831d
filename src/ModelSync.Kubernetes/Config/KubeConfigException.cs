namespace ModelSync.Kubernetes.Config;

/// <summary>A kubeconfig or in-cluster environment that cannot be used; the message names the source, the field, the value (unless secret) and the remedy.</summary>
public sealed class KubeConfigException : Exception
{
    /// <summary>An error with the reason that conditions and Events carry.</summary>
    public KubeConfigException(KubeConfigProblem problem, string message, Exception? innerException = null)
        : base(message, innerException) => Problem = problem;

    /// <summary>What kind of problem it is.</summary>
    public KubeConfigProblem Problem { get; }

    /// <summary>The path of the field at fault, such as `users[0].user.exec`; null where no single field is.</summary>
    public string? Field { get; init; }
}
