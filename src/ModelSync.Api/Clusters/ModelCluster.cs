using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Clusters;

/// <summary>A member cluster; its labels carry environment and region.</summary>
[KindNames("mcl", maxNameLength: 253)]
[PrinterColumn("Ready", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Reachable", ".status.conditions[?(@.type==\"Reachable\")].status")]
[PrinterColumn("Version", ".status.version")]
[PrinterColumn("Paused", ".spec.paused", Type = "boolean")]
[PrinterColumn("Contact", ".status.lastContactTime", Type = "date")]
[PrinterColumn("Uid", ".status.uid", IsWide = true)]
[PrinterColumn("Reason", ".status.conditions[?(@.type==\"Ready\")].reason", IsWide = true)]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
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
    [Required]
    public ModelClusterSpec? Spec { get; init; }

    /// <summary>What is known about it.</summary>
    public ModelClusterStatus? Status { get; init; }
}
