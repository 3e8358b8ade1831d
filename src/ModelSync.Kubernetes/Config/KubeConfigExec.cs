namespace ModelSync.Kubernetes.Config;

/// <summary>The `exec` of a kubeconfig's user, as it was written; reading it runs nothing.</summary>
public sealed record KubeConfigExec
{
    /// <summary>Where the entry stands.</summary>
    public KubeConfigOrigin Origin { get; init; } = KubeConfigOrigin.Memory;

    /// <summary>`apiVersion`.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>`command`.</summary>
    public string? Command { get; init; }

    /// <summary>`args`, one argument each, spaces and all.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>`env`: names and (secret) values.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>`installHint`.</summary>
    public string? InstallHint { get; init; }

    /// <summary>`provideClusterInfo`.</summary>
    public bool ProvideClusterInfo { get; init; }

    /// <summary>`interactiveMode`.</summary>
    public string? InteractiveMode { get; init; }

    /// <inheritdoc />
    public override string ToString() => $"{nameof(KubeConfigExec)} {{ {Command} }}";
}
