using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Clusters;

/// <summary>A member cluster; its labels carry environment and region.</summary>
public sealed record ModelCluster : IResource<ModelCluster>
{
    /// <inheritdoc />
    public static ResourceInfo Resource { get; } = new(ApiGroup.Name, ApiGroup.Version, "ModelCluster", "modelclusters", ResourceScope.Cluster);

    /// <inheritdoc />
    public static JsonTypeInfo<ModelCluster> TypeInfo => ApiJsonContext.Default.ModelCluster;

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? ApiVersion { get; init; }

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Kind { get; init; }

    /// <summary>The name by which placements and policies refer to it; local is taken.</summary>
    public required ObjectMeta Metadata { get; init; }

    /// <summary>How the cluster is reached.</summary>
    public ModelClusterSpec? Spec { get; init; }

    /// <summary>What is known about it.</summary>
    public ModelClusterStatus? Status { get; init; }
}
