namespace ModelSync.Api.Rollouts;

/// <summary>What splits the traffic.</summary>
public enum TrafficType
{
    /// <summary>One Service; the number of pods decides the shares.</summary>
    Service,

    /// <summary>An HTTPRoute or GRPCRoute.</summary>
    GatewayAPI,

    /// <summary>A VirtualService.</summary>
    Istio,
}
