namespace ModelSync.Kubernetes.Config;

/// <summary>
/// What a kubeconfig from a stranger may ask for. The defaults are the safe choice. Behind a proxy from our own environment (HTTPS_PROXY, HTTP_PROXY) the
/// address rules judge only what the document names: what a name resolves to is then the proxy's to judge, so exempt by NO_PROXY what it must not judge.
/// </summary>
public sealed record StrictKubeConfigOptions
{
    /// <summary>The defaults.</summary>
    public static StrictKubeConfigOptions Default { get; } = new();

    /// <summary>What errors call the document, such as `Secret fleet/member-a, key value`.</summary>
    public string Source { get; init; } = "kubeconfig";

    /// <summary>The context to use; null takes `current-context`, or the only context there is.</summary>
    public string? Context { get; init; }

    /// <summary>The most bytes that a document may have.</summary>
    public int MaxBytes { get; init; } = 1024 * 1024;

    /// <summary>True allows servers on this machine (127.0.0.0/8, ::1, localhost); for tests and single-node setups.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>True allows link-local and cloud metadata addresses (169.254.0.0/16, fe80::/10, …).</summary>
    public bool AllowLinkLocal { get; init; }

    /// <summary>True lets the document choose the proxy that we connect through; the same address rules apply to it.</summary>
    public bool AllowProxy { get; init; }
}
