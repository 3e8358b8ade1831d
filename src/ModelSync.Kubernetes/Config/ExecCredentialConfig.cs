namespace ModelSync.Kubernetes.Config;

/// <summary>A program that prints an ExecCredential (`client.authentication.k8s.io/v1` or `v1beta1`).</summary>
public sealed record ExecCredentialConfig : CredentialConfig
{
    /// <summary>The version that the program must answer in: `client.authentication.k8s.io/v1` or `/v1beta1`.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>The program: a bare name is looked up in PATH, a relative path was made absolute against the kubeconfig's folder.</summary>
    public required string Command { get; init; }

    /// <summary>The program's arguments, each passed as it is (spaces and all).</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables added to the program's environment; their values are secrets.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>What to tell a person who lacks the program.</summary>
    public string? InstallHint { get; init; }

    /// <summary>True passes the cluster's address and CA to the program in KUBERNETES_EXEC_INFO.</summary>
    public bool ProvideClusterInfo { get; init; }

    /// <summary>Whether the program may ask a person: `Never`, `IfAvailable` or `Always`.</summary>
    public string InteractiveMode { get; init; } = "IfAvailable";

    /// <inheritdoc />
    public override string ToString() => $"{nameof(ExecCredentialConfig)} {{ {Command} }}";
}
