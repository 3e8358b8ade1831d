using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Discovery;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Operator.Traffic;

/// <summary>The kinds of routes, which a cluster may have or not, and may get while we run.</summary>
internal static class RouteKinds
{
    public const string HttpRoute = "HTTPRoute";
    public const string GrpcRoute = "GRPCRoute";
    public const string VirtualService = "VirtualService";

    private static readonly (string Group, string Kind, string[] Versions)[] Known =
    [
        ("gateway.networking.k8s.io", HttpRoute, ["v1", "v1beta1"]),
        ("gateway.networking.k8s.io", GrpcRoute, ["v1"]),
        ("networking.istio.io", VirtualService, ["v1", "v1beta1", "v1alpha3"]),
    ];

    /// <summary>The kinds that a cluster serves, by their names, each in the newest version that we know.</summary>
    public static IReadOnlyDictionary<string, ResourceInfo> In(ServedResources served)
    {
        ArgumentNullException.ThrowIfNull(served);
        var found = new Dictionary<string, ResourceInfo>(StringComparer.Ordinal);
        foreach (var (group, kind, versions) in Known)
        {
            if (served.Find(group, kind, versions) is { } resource)
            {
                found[kind] = resource;
            }
        }

        return found;
    }

    /// <summary>The kind of route that traffic settings split by; null for a Service.</summary>
    public static string? Of(TrafficSpec traffic) => traffic.Type switch
    {
        TrafficType.GatewayAPI => (traffic.GatewayAPI?.Route?.Kind ?? traffic.GatewayAPI?.RouteRef?.Kind) is RouteKind.GRPCRoute ? GrpcRoute : HttpRoute,
        TrafficType.Istio => VirtualService,
        _ => null,
    };

    /// <summary>What to tell people where the objects of a kind cannot be listed.</summary>
    public static string UnlistedRemedyFor(string kind) =>
        $"the {kind}s of the cluster cannot be listed, so that nobody knows where traffic goes: see the operator's log for the reason, such as a missing permission or a conversion webhook that does not answer";

    /// <summary>What to tell people where a kind is missing.</summary>
    public static string RemedyFor(string kind) => kind is VirtualService
        ? "the cluster serves no VirtualService of networking.istio.io: install Istio's CRDs, or choose another spec.traffic.type"
        : $"the cluster serves no {kind} of gateway.networking.k8s.io: install the Gateway API's CRDs, or choose another spec.traffic.type";
}
