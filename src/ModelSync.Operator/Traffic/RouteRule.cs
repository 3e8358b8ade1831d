namespace ModelSync.Operator.Traffic;

/// <summary>One rule of a route.</summary>
/// <param name="Name">Its name; null where it has none.</param>
/// <param name="Backends">Where it sends to.</param>
internal sealed record RouteRule(string? Name, IReadOnlyList<RouteBackend> Backends);
