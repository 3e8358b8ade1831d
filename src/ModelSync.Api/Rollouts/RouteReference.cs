namespace ModelSync.Api.Rollouts;

/// <summary>One rule of a route that somebody else owns.</summary>
public sealed record RouteReference
{
    /// <summary>HTTPRoute or GRPCRoute.</summary>
    public RouteKind? Kind { get; init; }

    /// <summary>The route's name, in the rollout's namespace.</summary>
    public string? Name { get; init; }

    /// <summary>The rule's name.</summary>
    public string? RuleName { get; init; }
}
