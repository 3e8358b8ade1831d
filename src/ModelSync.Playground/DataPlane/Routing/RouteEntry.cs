namespace ModelSync.Playground.DataPlane.Routing;

/// <summary>One way to a rule.</summary>
internal sealed record RouteEntry(HostPattern Host, RequestMatch Match, RouteRule Rule);
