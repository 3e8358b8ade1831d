using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Traffic;

namespace ModelSync.Operator.Gathering;

/// <summary>One cluster as a decision saw it, with the objects behind the observation: the executor writes only where they are still like this.</summary>
internal sealed record ClusterScene
{
    public required ICluster Cluster { get; init; }

    public required ClusterObservation Observation { get; init; }

    /// <summary>The Deployments of the rollout, by revision.</summary>
    public required IReadOnlyDictionary<string, DynamicObject> Deployments { get; init; }

    /// <summary>What its traffic was read from.</summary>
    public required TrafficSources Sources { get; init; }

    /// <summary>What splits its traffic.</summary>
    public required TrafficReading Reading { get; init; }

    /// <summary>The pods of the rollout that are not ending, by revision.</summary>
    public required ILookup<string, Pod> Pods { get; init; }
}
