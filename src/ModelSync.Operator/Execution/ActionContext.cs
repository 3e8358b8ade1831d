using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Gathering;
using ModelSync.Operator.Reading;

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

    /// <summary>Whether what a rollout of that name left behind counts as its own; one that is leaving itself leaves it.</summary>
    public bool TakesBack => !Scene.Snapshot.Rollout.Metadata.IsDeleting;

    /// <summary>Whether traffic is on its way back in a cluster: such writes wait for nobody.</summary>
    public bool IsReturning(ClusterName cluster) =>
        Decision.Status.Candidate is { Stage: CandidateStage.Returning }
        || Decision.Status.Clusters?.Any(part => part.Stage == ClusterStage.Returning && Text.Same(part.Name, cluster.Value)) is true;
}
