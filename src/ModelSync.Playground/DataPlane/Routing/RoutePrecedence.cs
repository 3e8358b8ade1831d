namespace ModelSync.Playground.DataPlane.Routing;

/// <summary>
/// Which of the matches of many routes goes first, as the Gateway API says: the host, exact path, longer path, method, more headers, more
/// query parameters; then the older route, the one that is first in the alphabet, and the order in the route.
/// </summary>
internal static class RoutePrecedence
{
    /// <summary>The table of one route.</summary>
    public static RouteTable TableOf(RouteProgram program) => new(Sorted([(program, program.Hosts)]), isOneRoute: true);

    /// <summary>The table of a listener that routes are attached to, each with those of its hosts that are the listener's too.</summary>
    public static RouteTable TableOf(IEnumerable<(RouteProgram Program, IReadOnlyList<HostPattern> Hosts)> attached) =>
        new(Sorted(attached), isOneRoute: false);

    private static IEnumerable<RouteEntry> Sorted(IEnumerable<(RouteProgram Program, IReadOnlyList<HostPattern> Hosts)> attached)
    {
        var candidates = attached.SelectMany(route => route.Hosts.SelectMany(host =>
            route.Program.Matches.Select((match, index) => new Candidate(route.Program, host, match.Match, match.Rule, index)))).ToList();

        // A stable order of candidates that are equal otherwise: the index is the last criterion.
        candidates.Sort(Compare);
        return candidates.Select(candidate => new RouteEntry(candidate.Host, candidate.Match, candidate.Rule));
    }

    private static int Compare(Candidate left, Candidate right)
    {
        var order = HostPattern.BySpecificity(left.Host, right.Host);
        if (order == 0 && !(left.Program.IsFirstMatch && right.Program.IsFirstMatch))
        {
            order = CompareMatches(left.Match, right.Match);
        }

        order = order != 0 ? order : AgeOf(left.Program).CompareTo(AgeOf(right.Program));
        order = order != 0 ? order : string.CompareOrdinal(left.Program.Key.Name.ToString(), right.Program.Key.Name.ToString());
        return order != 0 ? order : left.Index.CompareTo(right.Index);
    }

    private static int CompareMatches(RequestMatch left, RequestMatch right)
    {
        var order = right.Path.Kind.CompareTo(left.Path.Kind);
        order = order != 0 ? order : right.Path.Value.Length.CompareTo(left.Path.Value.Length);
        order = order != 0 ? order : (right.Method is not null).CompareTo(left.Method is not null);
        order = order != 0 ? order : right.Headers.Count.CompareTo(left.Headers.Count);
        return order != 0 ? order : right.QueryParameters.Count.CompareTo(left.QueryParameters.Count);
    }

    private static DateTimeOffset AgeOf(RouteProgram program) => program.Created?.ToDateTimeOffset() ?? DateTimeOffset.MaxValue;

    private sealed record Candidate(RouteProgram Program, HostPattern Host, RequestMatch Match, RouteRule Rule, int Index);
}
