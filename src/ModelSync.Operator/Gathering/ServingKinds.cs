using ModelSync.Kubernetes.Discovery;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Operator.Gathering;

/// <summary>The versions in which a cluster serves the kinds that have several, picked from its discovery.</summary>
internal sealed record ServingKinds
{
    public static readonly ResourceInfo Deployments = new("apps", "v1", "Deployment", "deployments");
    public static readonly ResourceInfo Services = new("", "v1", "Service", "services");
    public static readonly ResourceInfo Records = new("apps", "v1", "ControllerRevision", "controllerrevisions");

    public required ResourceInfo EndpointSlices { get; init; }

    /// <summary>Null where the cluster has none, which is no reason not to serve.</summary>
    public ResourceInfo? DisruptionBudgets { get; init; }

    /// <summary>The kinds that ask a cluster's discovery for.</summary>
    /// <exception cref="NotSupportedException">A kind that nothing works without is missing.</exception>
    public static ServingKinds From(ServedResources served)
    {
        ArgumentNullException.ThrowIfNull(served);
        return new ServingKinds
        {
            EndpointSlices = served.Find("discovery.k8s.io", "EndpointSlice", "v1", "v1beta1")
                ?? throw new NotSupportedException("The cluster serves no EndpointSlice of discovery.k8s.io/v1 or v1beta1: ModelSync needs Kubernetes 1.28 or later."),
            DisruptionBudgets = served.Find("policy", "PodDisruptionBudget", "v1", "v1beta1"),
        };
    }
}
