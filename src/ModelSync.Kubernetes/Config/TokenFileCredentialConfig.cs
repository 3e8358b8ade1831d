namespace ModelSync.Kubernetes.Config;

/// <summary>A bearer token in a file that somebody else renews, as kubelet does for service accounts.</summary>
public sealed record TokenFileCredentialConfig : CredentialConfig
{
    /// <summary>The absolute path of the token's file.</summary>
    public required string Path { get; init; }

    /// <summary>The token to use until the file could be read for the first time; a secret.</summary>
    public string? InitialToken { get; init; }

    /// <inheritdoc />
    public override string ToString() => $"{nameof(TokenFileCredentialConfig)} {{ {Path} }}";
}
