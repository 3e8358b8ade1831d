namespace ModelSync.Kubernetes.LeaderElection;

/// <summary>Whether this process leads.</summary>
public interface ILeadership
{
    /// <summary>The present term; null while another leads or nobody does, and from the moment on at which others may take over.</summary>
    LeadershipTerm? Current { get; }

    /// <summary>Completes with the first term.</summary>
    Task<LeadershipTerm> WaitAsync(CancellationToken cancellationToken);
}
