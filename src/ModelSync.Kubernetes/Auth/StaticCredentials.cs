namespace ModelSync.Kubernetes.Auth;

/// <summary>One credential for ever: a fixed token, a password, a certificate or nothing.</summary>
public sealed class StaticCredentials : ICredentialSource
{
    private readonly Credential _credential;

    /// <summary>Always shows the given credential.</summary>
    public StaticCredentials(Credential credential) => _credential = credential ?? throw new ArgumentNullException(nameof(credential));

    internal bool IsAnonymous => _credential.Authorization is null && _credential.Identity is null;

    /// <inheritdoc />
    public ValueTask<Credential> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_credential);

    /// <inheritdoc />
    public void Invalidate(Credential rejected)
    {
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
