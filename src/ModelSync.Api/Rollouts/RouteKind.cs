namespace ModelSync.Api.Rollouts;

/// <summary>The kinds of routes.</summary>
public enum RouteKind
{
    /// <summary>HTTP.</summary>
    HTTPRoute,

    /// <summary>gRPC.</summary>
    GRPCRoute,
}
