namespace ModelSync.Kubernetes.Config;

/// <summary>What a caller asks for instead of what the kubeconfig says, as kubectl's options do; null or empty leaves the kubeconfig's word.</summary>
public sealed record KubeConfigOverrides
{
    /// <summary>No override.</summary>
    public static KubeConfigOverrides None { get; } = new();

    /// <summary>The context to use (`--context`).</summary>
    public string? Context { get; init; }

    /// <summary>The cluster to use instead of the context's (`--cluster`).</summary>
    public string? Cluster { get; init; }

    /// <summary>The user to be instead of the context's (`--user`).</summary>
    public string? User { get; init; }

    /// <summary>The namespace instead of the context's (`--namespace`).</summary>
    public string? Namespace { get; init; }

    /// <summary>The address instead of the cluster's (`--server`); drops the cluster's `tls-server-name`, as kubectl does.</summary>
    public string? Server { get; init; }

    /// <summary>The bearer token instead of any token, password or program of the user (`--token`); a secret. A client certificate stays.</summary>
    public string? Token { get; init; }

    /// <summary>The user to impersonate (`--as`).</summary>
    public string? ImpersonateUser { get; init; }

    /// <summary>The uid to impersonate (`--as-uid`).</summary>
    public string? ImpersonateUid { get; init; }

    /// <summary>The groups to impersonate (`--as-group`), instead of all of the user's.</summary>
    public IReadOnlyList<string> ImpersonateGroups { get; init; } = [];

    /// <summary>The address that <see cref="Server" /> means, checked.</summary>
    internal Uri? ServerUri => Server is { Length: > 0 } server ? ServerAddress.Parse(server, message => Error("server", message)) : null;

    /// <summary>The checked token.</summary>
    internal string? NonEmptyToken => Token is { Length: > 0 } token
        ? HeaderText.IsToken(token) ? token : throw Error("token", "holds a space, a line break or another character that no bearer token has; remove it")
        : null;

    /// <summary>The checked namespace.</summary>
    internal string? NonEmptyNamespace => Namespace is { Length: > 0 } name
        ? NamespaceName.IsValid(name) ? name : throw Error("namespace", $"is {Quoted.Value(name)}; {NamespaceName.Rule}")
        : null;

    /// <summary>True where an override can only mean an entry of a kubeconfig.</summary>
    internal bool NameEntries => Context is { Length: > 0 } || Cluster is { Length: > 0 } || User is { Length: > 0 };

    /// <inheritdoc />
    public override string ToString() => $"{nameof(KubeConfigOverrides)} {{ {Context} }}";

    private static KubeConfigException Error(string field, string message) =>
        new(KubeConfigProblem.Invalid, $"(override): {field}: {message}") { Field = field };
}
