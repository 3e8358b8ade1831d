namespace ModelSync.Api.Rollouts;

/// <summary>What splits the traffic.</summary>
public enum TrafficType
{
    /// <summary>One Service, where the number of pods decides the shares.</summary>
    Service,

    /// <summary>The weights of an HTTPRoute or GRPCRoute.</summary>
    GatewayAPI,

    /// <summary>The weights of a VirtualService.</summary>
    Istio,
}
