using ModelSync.Kubernetes.Health;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Controllers;

/// <summary>Turns changes into requests and has them reconciled. Running it runs the workers; its <see cref="Sources"/> run before, on every replica.</summary>
public interface IController : IRunnable
{
    /// <summary>The name, in logs and metrics.</summary>
    string Name { get; }

    /// <summary>Whether the workers run on the leader alone.</summary>
    bool NeedsLeader { get; }

    /// <summary>Adds the informers to every cluster as it comes, and fills the queues of its clusters.</summary>
    IRunnable Sources { get; }

    /// <summary>Whether it has the first lists of its own cluster: part of being ready, on every replica. Another cluster's lists are none of it.</summary>
    HealthEntry Health => new(Name, IsHealthy: true);
}
