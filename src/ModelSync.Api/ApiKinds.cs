using ModelSync.Api.Approvals;
using ModelSync.Api.Clusters;
using ModelSync.Api.Gates;
using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Api;

/// <summary>All kinds of the group.</summary>
public static class ApiKinds
{
    /// <summary>The kinds in the order in which a newcomer meets them.</summary>
    public static IReadOnlyList<ResourceInfo> All { get; } =
    [
        ModelVersion.Resource,
        ModelRollout.Resource,
        ModelGate.Resource,
        ClusterModelGate.Resource,
        ModelPolicy.Resource,
        ClusterModelPolicy.Resource,
        ModelApproval.Resource,
        ModelCluster.Resource,
    ];
}
