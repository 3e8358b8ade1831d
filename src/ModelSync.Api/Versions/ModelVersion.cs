using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Versions;

/// <summary>One immutable package of a model: weights, code, configuration and what is known about them, pinned by one digest.</summary>
[KindNames("mv", maxNameLength: 114)]
[PrinterColumn("Ready", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Phase", ".status.phase")]
[PrinterColumn("Version", ".spec.version")]
[PrinterColumn("Lifecycle", ".spec.lifecycle")]
[PrinterColumn("Model", ".spec.model", IsWide = true)]
[PrinterColumn("Digest", ".status.packageDigest", IsWide = true)]
[PrinterColumn("Used", ".status.servedByCount", Type = "integer", IsWide = true)]
[PrinterColumn("Reason", ".status.conditions[?(@.type==\"Ready\")].reason", IsWide = true)]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
public sealed record ModelVersion : IResource<ModelVersion>
{
    /// <inheritdoc />
    public static ResourceInfo Resource { get; } = new(ApiGroup.Name, ApiGroup.Version, "ModelVersion", "modelversions");

    /// <inheritdoc />
    public static JsonTypeInfo<ModelVersion> TypeInfo => ApiJsonContext.Default.ModelVersion;

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? ApiVersion { get; init; }

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Kind { get; init; }

    /// <summary>The name is {model}-{version} in lower case with + as -, so that a version exists once in a namespace.</summary>
    public required ObjectMeta Metadata { get; init; }

    /// <summary>The package. Only lifecycle and description may change after creation.</summary>
    [Required]
    public ModelVersionSpec? Spec { get; init; }

    /// <summary>What the controller found out about the package.</summary>
    public ModelVersionStatus? Status { get; init; }
}
