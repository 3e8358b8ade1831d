using ModelSync.Api.Schema;

namespace ModelSync.Api.Rollouts;

/// <summary>One rule of a route that somebody else owns.</summary>
public sealed record RouteReference : SpecPart
{
    /// <summary>The kind of the route.</summary>
    [Default(nameof(RouteKind.HTTPRoute))]
    public RouteKind? Kind { get; init; }

    /// <summary>The name of the route, in the rollout's namespace.</summary>
    [Required, Length(1, Limits.Name), Pattern(Patterns.Name, Patterns.NameInWords)]
    public string? Name { get; init; }

    /// <summary>The name of the rule whose backendRefs ModelSync writes.</summary>
    [Required, Length(1, 253)]
    public string? RuleName { get; init; }
}
