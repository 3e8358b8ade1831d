using ModelSync.Kubernetes.Values;

namespace ModelSync.Playground.DataPlane.Routing;

/// <summary>A route, read and ready to be served.</summary>
internal sealed record RouteProgram
{
    public required ObjectKey Key { get; init; }

    public KubeTime? Created { get; init; }

    public required IReadOnlyList<HostPattern> Hosts { get; init; }

    /// <summary>The ways to the rules, in the order of the spec.</summary>
    public required IReadOnlyList<(RequestMatch Match, RouteRule Rule)> Matches { get; init; }

    /// <summary>True where the first match is taken, false where the most specific one is.</summary>
    public bool IsFirstMatch { get; init; }

    /// <summary>Every backend of every rule, as often as it is named.</summary>
    public IEnumerable<RouteBackend> Backends => Matches.Select(match => match.Rule).Distinct().SelectMany(rule => rule.Backends.Values);
}
