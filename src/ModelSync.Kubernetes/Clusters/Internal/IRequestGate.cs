namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>Decides when a request may go to its cluster, and by which client; thread-safe.</summary>
internal interface IRequestGate
{
    /// <summary>Waits for the request's turn; the pass must be disposed when the request has ended.</summary>
    /// <exception cref="ClusterNotConnectedException">The request shall not be sent.</exception>
    ValueTask<RequestPass> EnterAsync(RequestKind kind, CancellationToken cancellationToken);

    /// <summary>A connection was seen to end, or not to come about.</summary>
    void Disturbed();
}
