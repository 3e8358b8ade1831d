using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Approvals;

/// <summary>One person's decision about one digest and revision in one environment; never changed after its creation.</summary>
[KindNames("mapp", maxNameLength: 253)]
[PrinterColumn("Ready", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Decision", ".spec.decision")]
[PrinterColumn("Version", ".spec.version")]
[PrinterColumn("Environment", ".spec.environment")]
[PrinterColumn("Approver", ".spec.approver.username")]
[PrinterColumn("Model", ".spec.model", IsWide = true)]
[PrinterColumn("Revision", ".spec.revision", IsWide = true)]
[PrinterColumn("Ticket", ".spec.ticket", IsWide = true)]
[PrinterColumn("Reason", ".status.conditions[?(@.type==\"Ready\")].reason", IsWide = true)]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
public sealed record ModelApproval : IResource<ModelApproval>
{
    /// <inheritdoc />
    public static ResourceInfo Resource { get; } = new(ApiGroup.Name, ApiGroup.Version, "ModelApproval", "modelapprovals");

    /// <inheritdoc />
    public static JsonTypeInfo<ModelApproval> TypeInfo => ApiJsonContext.Default.ModelApproval;

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? ApiVersion { get; init; }

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Kind { get; init; }

    /// <summary>Any name.</summary>
    public required ObjectMeta Metadata { get; init; }

    /// <summary>The decision.</summary>
    [Required]
    public ModelApprovalSpec? Spec { get; init; }

    /// <summary>Whether the decision counts.</summary>
    public ModelApprovalStatus? Status { get; init; }
}
