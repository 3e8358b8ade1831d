namespace ModelSync.Kubernetes.Config;

/// <summary>A fixed bearer token.</summary>
public sealed record TokenCredentialConfig : CredentialConfig
{
    /// <summary>The bearer token; a secret.</summary>
    public required string Token { get; init; }

    /// <inheritdoc />
    public override string ToString() => nameof(TokenCredentialConfig);
}
