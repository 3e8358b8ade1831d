namespace ModelSync.Kubernetes.Health;

/// <summary>Whether the process works; quick, and never a request to anybody.</summary>
public interface IHealthReport
{
    /// <summary>What must hold or the process is to be restarted; another cluster's trouble is none of it.</summary>
    IReadOnlyList<HealthEntry> Liveness();

    /// <summary>What must hold before the process counts as started: its own cluster's first lists, not being the leader.</summary>
    IReadOnlyList<HealthEntry> Readiness();
}
