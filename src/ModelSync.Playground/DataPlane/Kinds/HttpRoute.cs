using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Playground.DataPlane.Kinds;

/// <summary>An HTTPRoute.</summary>
internal sealed record HttpRoute : IResource<HttpRoute>
{
    public static ResourceInfo Resource => GatewayGroup.HttpRoutes;

    public static JsonTypeInfo<HttpRoute> TypeInfo => PlaneJsonContext.Default.HttpRoute;

    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public HttpRouteSpec? Spec { get; init; }

    public RouteStatus? Status { get; init; }
}

internal sealed record HttpRouteSpec
{
    public IReadOnlyList<ParentReference>? ParentRefs { get; init; }

    public IReadOnlyList<string>? Hostnames { get; init; }

    public IReadOnlyList<HttpRouteRule>? Rules { get; init; }
}

internal sealed record HttpRouteRule
{
    public string? Name { get; init; }

    public IReadOnlyList<HttpRouteMatch>? Matches { get; init; }

    public IReadOnlyList<RouteFilter>? Filters { get; init; }

    public IReadOnlyList<BackendReference>? BackendRefs { get; init; }

    public RouteTimeouts? Timeouts { get; init; }
}

internal sealed record HttpRouteMatch
{
    public HttpPathMatch? Path { get; init; }

    public IReadOnlyList<HeaderValueMatch>? Headers { get; init; }

    public IReadOnlyList<HeaderValueMatch>? QueryParams { get; init; }

    public string? Method { get; init; }
}

internal sealed record HttpPathMatch
{
    public string? Type { get; init; }

    public string? Value { get; init; }
}
