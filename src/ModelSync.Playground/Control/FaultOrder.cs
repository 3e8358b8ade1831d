namespace ModelSync.Playground.Control;

/// <summary>Asks for a new fault rule in one cluster.</summary>
internal sealed record FaultOrder(string? Cluster, string Rule);
