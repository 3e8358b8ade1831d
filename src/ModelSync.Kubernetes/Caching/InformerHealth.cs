namespace ModelSync.Kubernetes.Caching;

/// <summary>How an informer is doing.</summary>
/// <param name="HasSynced">Whether the first list is in the cache.</param>
/// <param name="IsConnected">Whether the last list or watch was accepted, in every namespace.</param>
/// <param name="LastContact">When the server was last heard of; null before the first time.</param>
/// <param name="Failures">How many tries have failed since.</param>
/// <param name="LastError">What went wrong last, without any object's content; null while all is well.</param>
public sealed record InformerHealth(bool HasSynced, bool IsConnected, DateTimeOffset? LastContact, int Failures, string? LastError);
