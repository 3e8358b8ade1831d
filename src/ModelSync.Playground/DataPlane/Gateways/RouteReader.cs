using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.DataPlane.Kinds;
using ModelSync.Playground.DataPlane.Routing;

namespace ModelSync.Playground.DataPlane.Gateways;

/// <summary>Reads HTTPRoutes and GRPCRoutes.</summary>
internal static class RouteReader
{
    public static RouteObject Read(HttpRoute route)
    {
        var key = new ObjectKey(GatewayGroup.HttpRouteKind, route.Metadata.Key);
        var problems = new RouteProblems();
        var matches = (route.Spec?.Rules ?? [new HttpRouteRule()]).SelectMany((rule, index) => Read(rule, $"spec.rules[{index}]", key, problems)).ToArray();
        return ObjectOf(key, route.Metadata, route.Spec?.ParentRefs, route.Spec?.Hostnames, matches, problems, route.Status);
    }

    public static RouteObject Read(GrpcRoute route)
    {
        var key = new ObjectKey(GatewayGroup.GrpcRouteKind, route.Metadata.Key);
        var problems = new RouteProblems();
        var matches = (route.Spec?.Rules ?? []).SelectMany((rule, index) => Read(rule, $"spec.rules[{index}]", key, problems)).ToArray();
        return ObjectOf(key, route.Metadata, route.Spec?.ParentRefs, route.Spec?.Hostnames, matches, problems, route.Status);
    }

    private static (RequestMatch Match, RouteRule Rule)[] Read(HttpRouteRule rule, string field, ObjectKey key, RouteProblems problems)
    {
        var compiled = new RouteRule
        {
            Title = TitleOf(key, rule.Name, field),
            Backends = BackendReader.Read(rule.BackendRefs, key.Name.Namespace ?? "", $"{field}.backendRefs", problems),
            RequestTimeout = problems.Duration($"{field}.timeouts.request", rule.Timeouts?.Request),
            BackendTimeout = problems.Duration($"{field}.timeouts.backendRequest", rule.Timeouts?.BackendRequest),
        };
        compiled = FilterReader.Apply(compiled, rule.Filters, $"{field}.filters", problems);
        return MatchesOf(rule.Matches?.Select((match, index) => MatchReader.Read(match, $"{field}.matches[{index}]", problems)), compiled);
    }

    private static (RequestMatch Match, RouteRule Rule)[] Read(GrpcRouteRule rule, string field, ObjectKey key, RouteProblems problems)
    {
        var compiled = new RouteRule
        {
            Title = TitleOf(key, rule.Name, field),
            Backends = BackendReader.Read(rule.BackendRefs, key.Name.Namespace ?? "", $"{field}.backendRefs", problems),
            IsGrpc = true,
        };
        compiled = FilterReader.Apply(compiled, rule.Filters, $"{field}.filters", problems);
        return MatchesOf(rule.Matches?.Select((match, index) => MatchReader.Read(match, $"{field}.matches[{index}]", problems)), compiled);
    }

    private static (RequestMatch Match, RouteRule Rule)[] MatchesOf(IEnumerable<RequestMatch>? matches, RouteRule rule)
    {
        (RequestMatch Match, RouteRule Rule)[] all = [.. (matches ?? []).Select(match => (match, rule))];
        return all.Length > 0 ? all : [(RequestMatch.Any, rule)];
    }

    private static string TitleOf(ObjectKey key, string? name, string field) => name is null ? $"{key}, {field}" : $"{key}, rule {name}";

    private static RouteObject ObjectOf(
        ObjectKey key,
        ObjectMeta metadata,
        IReadOnlyList<ParentReference>? parents,
        IReadOnlyList<string>? hostnames,
        (RequestMatch Match, RouteRule Rule)[] matches,
        RouteProblems problems,
        RouteStatus? status) => new()
        {
            Key = key,
            Metadata = metadata,
            Parents = parents ?? [],
            Program = new RouteProgram
            {
                Key = key,
                Created = metadata.CreationTimestamp,
                Hosts = hostnames is { Count: > 0 } ? [.. hostnames.Select(HostPattern.Of)] : [HostPattern.Any],
                Matches = matches,
            },
            Problem = problems.First,
            StatusParents = status?.Parents ?? [],
        };
}
