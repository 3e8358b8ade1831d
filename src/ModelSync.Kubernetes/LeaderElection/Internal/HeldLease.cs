using ModelSync.Kubernetes.Kinds;

namespace ModelSync.Kubernetes.LeaderElection.Internal;

/// <summary>The Lease as we hold it.</summary>
/// <param name="Lease">As the server answered; null where it has been deleted since.</param>
/// <param name="Record">What we wrote.</param>
/// <param name="StartedAt">When the request that wrote it began.</param>
internal sealed record HeldLease(Lease? Lease, LeaseRecord Record, long StartedAt);
