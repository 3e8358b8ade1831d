namespace ModelSync.Kubernetes.Auth;

/// <summary>Where the credentials of one cluster come from; thread-safe, and asked before every request, so it caches.</summary>
public interface ICredentialSource : IAsyncDisposable
{
    /// <summary>
    /// The credential to show now. Cancelling one caller fails no other one. Credentials come in the order in which they were created: one that was created
    /// before another that has been shown already counts as out of date, and its client certificate is not used for new connections.
    /// </summary>
    /// <exception cref="CredentialException">None can be had; the message names the source and the remedy.</exception>
    ValueTask<Credential> GetAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Says that the server refused a credential (401), so that the next <see cref="GetAsync"/> looks for a newer one; without effect when there already
    /// is one.
    /// </summary>
    void Invalidate(Credential rejected);
}
