namespace ModelSync.Kubernetes.Config;

/// <summary>An entry of a kubeconfig's `users`: one way to prove who we are. Holds secrets, and prints none.</summary>
public sealed record KubeConfigUser
{
    /// <summary>The name that contexts know it by; case-sensitive.</summary>
    public required string Name { get; init; }

    /// <summary>Where the entry stands.</summary>
    public KubeConfigOrigin Origin { get; init; } = KubeConfigOrigin.Memory;

    /// <summary>`client-certificate`, as it was written.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary>`client-certificate-data`, decoded from base64.</summary>
    public ReadOnlyMemory<byte>? ClientCertificateData { get; init; }

    /// <summary>`client-key`, as it was written.</summary>
    public string? ClientKey { get; init; }

    /// <summary>`client-key-data`, decoded from base64; a secret.</summary>
    public ReadOnlyMemory<byte>? ClientKeyData { get; init; }

    /// <summary>`token`; a secret.</summary>
    public string? Token { get; init; }

    /// <summary>`tokenFile`, as it was written.</summary>
    public string? TokenFile { get; init; }

    /// <summary>`username` of basic authentication.</summary>
    public string? Username { get; init; }

    /// <summary>`password` of basic authentication; a secret.</summary>
    public string? Password { get; init; }

    /// <summary>`as`: the user to impersonate.</summary>
    public string? Impersonate { get; init; }

    /// <summary>`as-uid`.</summary>
    public string? ImpersonateUid { get; init; }

    /// <summary>`as-groups`.</summary>
    public IReadOnlyList<string> ImpersonateGroups { get; init; } = [];

    /// <summary>`as-user-extra`.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ImpersonateExtra { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>`exec`: a program that prints credentials.</summary>
    public KubeConfigExec? Exec { get; init; }

    /// <summary>The name of the `auth-provider`, which no current client supports; empty where it has no name.</summary>
    public string? AuthProvider { get; init; }

    /// <inheritdoc />
    public override string ToString() => $"{nameof(KubeConfigUser)} {{ {Name} }}";
}
