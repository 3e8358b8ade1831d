using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Rollouts;

/// <summary>The version of a model that one application should serve, and how to get there.</summary>
[KindNames("mro", maxNameLength: 52)]
[Scalable]
[PrinterColumn("Ready", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Phase", ".status.phase")]
[PrinterColumn("Version", ".spec.version")]
[PrinterColumn("Step", ".status.step.name")]
[PrinterColumn("Weight", ".status.candidate.weight", Type = "integer")]
[PrinterColumn("Replicas", ".status.replicas", Type = "integer", IsWide = true)]
[PrinterColumn("Stable", ".status.stable.version", IsWide = true)]
[PrinterColumn("Strategy", ".spec.strategy.type", IsWide = true)]
[PrinterColumn("Traffic", ".spec.traffic.type", IsWide = true)]
[PrinterColumn("Reason", ".status.conditions[?(@.type==\"Ready\")].reason", IsWide = true)]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
public sealed record ModelRollout : IResource<ModelRollout>
{
    /// <inheritdoc />
    public static ResourceInfo Resource { get; } = new(ApiGroup.Name, ApiGroup.Version, "ModelRollout", "modelrollouts");

    /// <inheritdoc />
    public static JsonTypeInfo<ModelRollout> TypeInfo => ApiJsonContext.Default.ModelRollout;

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? ApiVersion { get; init; }

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Kind { get; init; }

    /// <summary>The name also names the entry Service: at most 52 characters, a DNS label that begins with a letter.</summary>
    public required ObjectMeta Metadata { get; init; }

    /// <summary>What should be served, and how changes get there.</summary>
    [Required]
    public ModelRolloutSpec? Spec { get; init; }

    /// <summary>What is served, and what is going on.</summary>
    public ModelRolloutStatus? Status { get; init; }
}
