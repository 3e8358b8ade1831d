namespace ModelSync.Api.Rollouts;

/// <summary>One HTTP route of a VirtualService that somebody else owns.</summary>
public sealed record VirtualServiceReference
{
    /// <summary>The VirtualService's name, in the rollout's namespace.</summary>
    public string? Name { get; init; }

    /// <summary>The HTTP route's name.</summary>
    public string? RouteName { get; init; }
}
