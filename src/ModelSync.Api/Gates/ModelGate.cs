using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Gates;

/// <summary>A reusable check for the rollouts of its namespace.</summary>
[KindNames("mgate", maxNameLength: 253)]
[PrinterColumn("Ready", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Type", ".spec.type")]
[PrinterColumn("Interval", ".spec.intervalSeconds", Type = "integer")]
[PrinterColumn("Dry run", ".spec.dryRun", Type = "boolean")]
[PrinterColumn("Reason", ".status.conditions[?(@.type==\"Ready\")].reason", IsWide = true)]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
public sealed record ModelGate : IResource<ModelGate>
{
    /// <inheritdoc />
    public static ResourceInfo Resource { get; } = new(ApiGroup.Name, ApiGroup.Version, "ModelGate", "modelgates");

    /// <inheritdoc />
    public static JsonTypeInfo<ModelGate> TypeInfo => ApiJsonContext.Default.ModelGate;

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? ApiVersion { get; init; }

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Kind { get; init; }

    /// <summary>The gate's name, by which rollouts refer to it.</summary>
    public required ObjectMeta Metadata { get; init; }

    /// <summary>The check.</summary>
    [Required]
    public ModelGateSpec? Spec { get; init; }

    /// <summary>Whether the check can be used.</summary>
    public ModelGateStatus? Status { get; init; }
}
