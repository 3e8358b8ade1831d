using ModelSync.Api.Clusters;

namespace ModelSync.Api.Validation.Rules;

/// <summary>The rules of ModelCluster.</summary>
internal static class ClusterRules
{
    /// <summary>All of them.</summary>
    public static Place<ModelCluster> All() => new Place<ModelCluster>()
        .Require(
            "self.metadata.name != 'local'",
            static cluster => !string.Equals(cluster.Metadata.Name, "local", StringComparison.Ordinal),
            "metadata.name 'local' is the name of the operator's own cluster, which needs no ModelCluster; choose another name",
            field: ".metadata.name");
}
