using ModelSync.Kubernetes.Meta;

namespace ModelSync.Playground.DataPlane.Kinds;

/// <summary>The names of the Gateway API that are used here.</summary>
internal static class GatewayGroup
{
    public const string Name = "gateway.networking.k8s.io";

    public const string HttpRouteKind = "HTTPRoute";

    public const string GrpcRouteKind = "GRPCRoute";

    public const string GatewayKind = "Gateway";

    public const string GatewayClassKind = "GatewayClass";

    public static ResourceInfo HttpRoutes { get; } = new(Name, "v1", HttpRouteKind, "httproutes");

    public static ResourceInfo GrpcRoutes { get; } = new(Name, "v1", GrpcRouteKind, "grpcroutes");

    public static ResourceInfo Gateways { get; } = new(Name, "v1", GatewayKind, "gateways");

    public static ResourceInfo GatewayClasses { get; } = new(Name, "v1", GatewayClassKind, "gatewayclasses", ResourceScope.Cluster);
}
