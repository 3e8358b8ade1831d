using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Policies;

/// <summary>What may run in which namespaces, environments and clusters, and how fast.</summary>
[KindNames("cmpol", maxNameLength: 253)]
[PrinterColumn("Ready", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Enforcement", ".spec.enforcement")]
[PrinterColumn("Matched", ".status.matched", Type = "integer")]
[PrinterColumn("Reason", ".status.conditions[?(@.type==\"Ready\")].reason", IsWide = true)]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
public sealed record ClusterModelPolicy : IResource<ClusterModelPolicy>
{
    /// <inheritdoc />
    public static ResourceInfo Resource { get; } = new(ApiGroup.Name, ApiGroup.Version, "ClusterModelPolicy", "clustermodelpolicies", ResourceScope.Cluster);

    /// <inheritdoc />
    public static JsonTypeInfo<ClusterModelPolicy> TypeInfo => ApiJsonContext.Default.ClusterModelPolicy;

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? ApiVersion { get; init; }

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Kind { get; init; }

    /// <summary>The policy's name, by which refusals cite it.</summary>
    public required ObjectMeta Metadata { get; init; }

    /// <summary>The rules, and what they are about.</summary>
    [Required]
    public ModelPolicySpec? Spec { get; init; }

    /// <summary>What the rules find.</summary>
    public ModelPolicyStatus? Status { get; init; }
}
