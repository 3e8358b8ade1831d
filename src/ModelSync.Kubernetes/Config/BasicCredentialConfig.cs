namespace ModelSync.Kubernetes.Config;

/// <summary>A user name and password, for servers behind a proxy that asks for them.</summary>
public sealed record BasicCredentialConfig : CredentialConfig
{
    /// <summary>The user's name.</summary>
    public required string Username { get; init; }

    /// <summary>The password; a secret.</summary>
    public required string Password { get; init; }

    /// <inheritdoc />
    public override string ToString() => nameof(BasicCredentialConfig);
}
