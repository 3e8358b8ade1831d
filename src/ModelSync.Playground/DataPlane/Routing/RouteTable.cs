namespace ModelSync.Playground.DataPlane.Routing;

/// <summary>The rules of one listener in the order in which they are tried; immutable.</summary>
internal sealed class RouteTable(IEnumerable<RouteEntry> entries, bool isOneRoute)
{
    private readonly RouteEntry[] _entries = [.. entries];

    public static RouteTable Empty { get; } = new([], isOneRoute: true);

    public int Count => _entries.Length;

    /// <summary>
    /// The first entry that the request matches. A listener of one route names the route by its port, so that a client need not know a
    /// host name as well.
    /// </summary>
    public RouteEntry? Find(RequestView request)
    {
        var anyHost = isOneRoute && request.IsForLoopback;
        foreach (var entry in _entries)
        {
            if ((anyHost || entry.Host.Matches(request.Host)) && entry.Match.Matches(request))
            {
                return entry;
            }
        }

        return null;
    }
}
