using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Policies;

/// <summary>What may run in its namespace, and how fast; it can only tighten what cluster policies allow.</summary>
[KindNames("mpol", maxNameLength: 253)]
[PrinterColumn("Ready", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Enforcement", ".spec.enforcement")]
[PrinterColumn("Matched", ".status.matched", Type = "integer")]
[PrinterColumn("Reason", ".status.conditions[?(@.type==\"Ready\")].reason", IsWide = true)]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
public sealed record ModelPolicy : IResource<ModelPolicy>
{
    /// <inheritdoc />
    public static ResourceInfo Resource { get; } = new(ApiGroup.Name, ApiGroup.Version, "ModelPolicy", "modelpolicies");

    /// <inheritdoc />
    public static JsonTypeInfo<ModelPolicy> TypeInfo => ApiJsonContext.Default.ModelPolicy;

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
