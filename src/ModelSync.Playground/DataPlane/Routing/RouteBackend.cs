using ModelSync.Kubernetes.Meta;

namespace ModelSync.Playground.DataPlane.Routing;

/// <summary>A Service port that a rule sends requests to.</summary>
internal sealed record RouteBackend
{
    public required NamespacedName Service { get; init; }

    public required int Port { get; init; }

    /// <summary>Why the reference can never be followed; such a backend has its share of the requests all the same, and they fail.</summary>
    public BackendProblem? Problem { get; init; }

    public HeaderChanges RequestHeaders { get; init; } = HeaderChanges.None;

    public HeaderChanges ResponseHeaders { get; init; } = HeaderChanges.None;
}
