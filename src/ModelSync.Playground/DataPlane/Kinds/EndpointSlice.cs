using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Playground.DataPlane.Kinds;

/// <summary>Some of the endpoints of a Service; v1beta1, which older servers have alone, names these fields alike.</summary>
internal sealed record EndpointSlice : IResource<EndpointSlice>
{
    public const string ServiceLabel = "kubernetes.io/service-name";

    public static ResourceInfo Resource { get; } = new("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices");

    public static JsonTypeInfo<EndpointSlice> TypeInfo => PlaneJsonContext.Default.EndpointSlice;

    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public IReadOnlyList<SliceEndpoint>? Endpoints { get; init; }

    public IReadOnlyList<SlicePort>? Ports { get; init; }
}

internal sealed record SliceEndpoint
{
    public IReadOnlyList<string>? Addresses { get; init; }

    public SliceConditions? Conditions { get; init; }
}

internal sealed record SliceConditions
{
    /// <summary>Null means ready, says the API.</summary>
    public bool? Ready { get; init; }

    public bool? Serving { get; init; }

    public bool? Terminating { get; init; }
}

internal sealed record SlicePort
{
    /// <summary>The name of the Service's port; empty for one without a name.</summary>
    public string? Name { get; init; }

    public int? Port { get; init; }
}
