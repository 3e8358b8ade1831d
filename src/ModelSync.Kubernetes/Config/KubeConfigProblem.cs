namespace ModelSync.Kubernetes.Config;

/// <summary>Why a configuration cannot be used.</summary>
public enum KubeConfigProblem
{
    /// <summary>A file or variable is missing.</summary>
    NotFound,

    /// <summary>The text does not parse or a field has a value of the wrong form.</summary>
    Invalid,

    /// <summary>The strict mode refuses what the kubeconfig asks for (exec, auth-provider, file paths, insecure TLS, http, an ambiguous context).</summary>
    Insecure,
}
