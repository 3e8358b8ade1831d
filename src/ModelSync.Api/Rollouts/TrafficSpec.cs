using ModelSync.Api.Schema;

namespace ModelSync.Api.Rollouts;

/// <summary>What splits the traffic.</summary>
public sealed record TrafficSpec
{
    /// <summary>Service: by the number of pods behind one Service; GatewayAPI and Istio: by weights of a route.</summary>
    [Default(nameof(TrafficType.Service))]
    public TrafficType? Type { get; init; }

    /// <summary>The route; only with type GatewayAPI.</summary>
    public GatewayApiTraffic? GatewayAPI { get; init; }

    /// <summary>The VirtualService; only with type Istio.</summary>
    public IstioTraffic? Istio { get; init; }
}
