using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Approvals;

/// <summary>One person's decision about one digest and revision in one environment; never changed after its creation.</summary>
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
    public ModelApprovalSpec? Spec { get; init; }

    /// <summary>Whether the decision counts.</summary>
    public ModelApprovalStatus? Status { get; init; }
}
