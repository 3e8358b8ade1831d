using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Playground.Network.Services;

/// <summary>Some of the endpoints of a Service; what is read here is the same in v1 and in v1beta1, which old servers have alone.</summary>
internal sealed record EndpointSlice : IResource<EndpointSlice>
{
    public const string ServiceLabel = "kubernetes.io/service-name";

    public static ResourceInfo Resource { get; } = new("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices");

    public static JsonTypeInfo<EndpointSlice> TypeInfo => ServicesJsonContext.Default.EndpointSlice;

    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public IReadOnlyList<Endpoint>? Endpoints { get; init; }

    public IReadOnlyList<EndpointPort>? Ports { get; init; }

    /// <summary>The key of the Service that it belongs to; null where it belongs to none.</summary>
    [JsonIgnore]
    public NamespacedName? Service => Metadata.Labels?.TryGetValue(ServiceLabel, out var name) is true ? new NamespacedName(Metadata.Namespace, name) : null;
}
