using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Client;
using ModelSync.Operator.Gathering;

namespace ModelSync.Operator.Execution;

/// <summary>What the actions of one decision work with.</summary>
internal sealed record ActionContext
{
    /// <summary>The scene that the decision was made from.</summary>
    public required RolloutScene Scene { get; init; }

    public required Decision Decision { get; init; }

    public required RolloutMemory Memory { get; init; }

    public required ExecutionReport Report { get; init; }

    /// <summary>The hub's client.</summary>
    public required IKubernetesClient Hub { get; init; }

    /// <summary>The client of a cluster of the scene.</summary>
    public required Func<ClusterScene, IKubernetesClient> ClientOf { get; init; }

    /// <summary>The epoch that the decision's writes carry.</summary>
    public long Epoch => Decision.Status.Epoch ?? 0;
}
