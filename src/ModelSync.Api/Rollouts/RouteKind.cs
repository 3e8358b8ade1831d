namespace ModelSync.Api.Rollouts;

/// <summary>The kinds of routes.</summary>
public enum RouteKind
{
    /// <summary>A route for HTTP.</summary>
    HTTPRoute,

    /// <summary>A route for gRPC.</summary>
    GRPCRoute,
}
