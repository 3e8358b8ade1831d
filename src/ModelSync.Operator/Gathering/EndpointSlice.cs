using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Operator.Gathering;

/// <summary>Some of the endpoints of a Service, as far as readiness goes; v1 and v1beta1 name these fields alike.</summary>
internal sealed record EndpointSlice : IResource<EndpointSlice>
{
    public const string ServiceLabel = "kubernetes.io/service-name";

    /// <inheritdoc/>
    public static ResourceInfo Resource { get; } = new("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices");

    /// <inheritdoc/>
    public static JsonTypeInfo<EndpointSlice> TypeInfo => GatheringJsonContext.Default.EndpointSlice;

    /// <inheritdoc/>
    public string? ApiVersion { get; init; }

    /// <inheritdoc/>
    public string? Kind { get; init; }

    /// <inheritdoc/>
    public required ObjectMeta Metadata { get; init; }

    public IReadOnlyList<SliceEndpoint>? Endpoints { get; init; }
}
