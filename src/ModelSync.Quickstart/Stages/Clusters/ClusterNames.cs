using ModelSync.Kubernetes.Meta;
using ModelSync.Quickstart.Manifests;

namespace ModelSync.Quickstart.Stages.Clusters;

/// <summary>What the quickstart calls its objects in somebody else's cluster: nothing that an installation of ModelSync would have.</summary>
internal static class ClusterNames
{
    public const string Namespace = "modelsync-quickstart";
    public const string Account = "modelsync";
    public const string ClusterRole = "modelsync-quickstart";
    public const string OwnLabel = "app.kubernetes.io/managed-by";
    public const string OwnValue = ManifestApplier.Manager;

    public static readonly ResourceInfo Roles = new("rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles", ResourceScope.Cluster);
    public static readonly ResourceInfo Bindings = new("rbac.authorization.k8s.io", "v1", "ClusterRoleBinding", "clusterrolebindings", ResourceScope.Cluster);

    /// <summary>Whether the quickstart has made an object.</summary>
    public static bool IsOwn(ObjectMeta metadata) =>
        metadata.Labels?.TryGetValue(OwnLabel, out var owner) is true && string.Equals(owner, OwnValue, StringComparison.Ordinal);
}
