using ModelSync.Api.Schema;

namespace ModelSync.Api.Rollouts;

/// <summary>What splits the traffic.</summary>
public sealed record TrafficSpec : SpecPart
{
    /// <summary>What splits the traffic.</summary>
    [Default(nameof(TrafficType.Service))]
    public TrafficType? Type { get; init; }

    /// <summary>The route; only with type GatewayAPI.</summary>
    public GatewayApiTraffic? GatewayAPI { get; init; }

    /// <summary>The VirtualService; only with type Istio.</summary>
    public IstioTraffic? Istio { get; init; }
}
