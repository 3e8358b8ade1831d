using ModelSync.Kubernetes.Kinds;

namespace ModelSync.Kubernetes.LeaderElection.Internal;

/// <summary>
/// What this process knows of the Lease at one moment. Whether to claim it is decided by the same sight that is written on top of: with a later one, the
/// Lease would be taken from whoever took it in between, and the resourceVersion would not stop it.
/// </summary>
/// <param name="IsKnown">Whether anything has been seen at all; without that, no Lease means nothing.</param>
/// <param name="Lease">The newest Lease that was seen; null where there is none.</param>
/// <param name="Record">The last record that was seen, also of a Lease that has been deleted since: its holder does not know that yet.</param>
/// <param name="Remaining">How long the holder may still believe that it leads; zero where there is none.</param>
internal readonly record struct LeaseSight(bool IsKnown, Lease? Lease, LeaseRecord? Record, TimeSpan Remaining);
