using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Playground.DataPlane.Kinds;

/// <summary>A GRPCRoute.</summary>
internal sealed record GrpcRoute : IResource<GrpcRoute>
{
    public static ResourceInfo Resource => GatewayGroup.GrpcRoutes;

    public static JsonTypeInfo<GrpcRoute> TypeInfo => PlaneJsonContext.Default.GrpcRoute;

    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public GrpcRouteSpec? Spec { get; init; }

    public RouteStatus? Status { get; init; }
}

internal sealed record GrpcRouteSpec
{
    public IReadOnlyList<ParentReference>? ParentRefs { get; init; }

    public IReadOnlyList<string>? Hostnames { get; init; }

    public IReadOnlyList<GrpcRouteRule>? Rules { get; init; }
}

internal sealed record GrpcRouteRule
{
    public string? Name { get; init; }

    public IReadOnlyList<GrpcRouteMatch>? Matches { get; init; }

    public IReadOnlyList<RouteFilter>? Filters { get; init; }

    public IReadOnlyList<BackendReference>? BackendRefs { get; init; }
}

internal sealed record GrpcRouteMatch
{
    public GrpcMethodMatch? Method { get; init; }

    public IReadOnlyList<HeaderValueMatch>? Headers { get; init; }
}

internal sealed record GrpcMethodMatch
{
    public string? Type { get; init; }

    public string? Service { get; init; }

    public string? Method { get; init; }
}
