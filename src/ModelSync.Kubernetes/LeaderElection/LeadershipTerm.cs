namespace ModelSync.Kubernetes.LeaderElection;

/// <summary>One time of being the leader. A Lease does not fence: writes that must not come late carry <see cref="Epoch"/> or a resourceVersion.</summary>
/// <param name="Epoch">Rises with every change of the leader (`leaseTransitions`).</param>
/// <param name="Identity">Who we are in the Lease.</param>
/// <param name="Lost">Cancelled when the term is over, at the latest when it could not be renewed in time.</param>
public sealed record LeadershipTerm(long Epoch, string Identity, CancellationToken Lost);
