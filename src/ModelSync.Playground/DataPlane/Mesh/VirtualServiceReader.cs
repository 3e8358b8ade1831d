using System.Text.Json;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.DataPlane.Kinds;
using ModelSync.Playground.DataPlane.Routing;

namespace ModelSync.Playground.DataPlane.Mesh;

/// <summary>Reads VirtualServices. What is not served here is refused by its name: to pass over a mirror or a fault would be a lie.</summary>
internal static class VirtualServiceReader
{
    public const string Kind = "VirtualService";

    public static RouteObject Read(VirtualService service)
    {
        var key = new ObjectKey(Kind, service.Metadata.Key);
        var problems = new RouteProblems();
        var spec = service.Spec ?? new VirtualServiceSpec();
        Refuse(spec.Others, "spec", problems);
        if (spec.Hosts is null or [])
        {
            problems.Add("spec.hosts", value: null, "name at least one host.");
        }

        var matches = (spec.Http ?? []).SelectMany((route, index) => Read(route, $"spec.http[{index}]", key, problems)).ToArray();
        return new RouteObject
        {
            Key = key,
            Metadata = service.Metadata,
            Program = new RouteProgram
            {
                Key = key,
                Created = service.Metadata.CreationTimestamp,
                Hosts = [.. (spec.Hosts ?? []).SelectMany(host => NamesOf(host, key.Name.Namespace)).Select(HostPattern.Of)],
                Matches = matches,
                IsFirstMatch = true,
            },
            Problem = problems.First,
            MeshStatus = service.Status,
        };
    }

    // A short name stands for the Service of that name, which clients call by any of these.
    private static string[] NamesOf(string host, string? ns) => host is "*" || host.Contains('.', StringComparison.Ordinal)
        ? [host]
        : [host, $"{host}.{ns}", $"{host}.{ns}.svc", $"{host}.{ns}.svc.cluster.local"];

    private static (RequestMatch Match, RouteRule Rule)[] Read(VirtualServiceRoute route, string field, ObjectKey key, RouteProblems problems)
    {
        Refuse(route.Others, field, problems);
        var rule = new RouteRule
        {
            Title = route.Name is null ? $"{key}, {field}" : $"{key}, route {route.Name}",
            Backends = DestinationReader.Read(route.Route, key.Name.Namespace ?? "", $"{field}.route", problems),
            RequestHeaders = DestinationReader.Changes(route.Headers?.Request),
            ResponseHeaders = DestinationReader.Changes(route.Headers?.Response),
            RequestTimeout = problems.Duration($"{field}.timeout", route.Timeout),
            Retries = RetryReader.Read(route.Retries, $"{field}.retries", problems),
            HostRewrite = route.Rewrite?.Authority,
            MissingBackendStatus = 503,
        };
        Refuse(route.Rewrite?.Others, $"{field}.rewrite", problems);
        var matches = (route.Match ?? [new VirtualServiceMatch()]).Select((match, index) => Read(match, $"{field}.match[{index}]", problems));

        // A prefix is replaced where a prefix was matched, and the whole path otherwise: that depends on the match.
        return [.. matches.Select(match => (match, Rewritten(rule, match, route.Rewrite?.Uri)))];
    }

    private static RouteRule Rewritten(RouteRule rule, RequestMatch match, string? uri) => uri is null
        ? rule
        : rule with { PathRewrite = new PathRewrite(uri, IsPrefix: match.Path.Kind is PathMatchKind.TextPrefix or PathMatchKind.Prefix) };

    private static RequestMatch Read(VirtualServiceMatch match, string field, RouteProblems problems)
    {
        Refuse(match.Others, field, problems);
        return new RequestMatch
        {
            Path = PathOf(match.Uri, $"{field}.uri", problems),
            Method = match.Method is null ? null : TextOf(match.Method, $"{field}.method", problems),
            Authority = match.Authority is null ? null : TextOf(match.Authority, $"{field}.authority", problems),
            Headers = Named(match.Headers, $"{field}.headers", problems),
            QueryParameters = Named(match.QueryParams, $"{field}.queryParams", problems),
        };
    }

    private static PathMatch PathOf(StringMatch? uri, string field, RouteProblems problems)
    {
        switch (uri)
        {
            case { Exact: { } exact }:
                return PathMatch.Exact(exact);
            case { Regex: { } pattern }:
                problems.Regex($"{field}.regex", pattern);
                return PathMatch.TryRegex(pattern) ?? PathMatch.Any;
            default:
                return PathMatch.TextPrefix(uri?.Prefix ?? "/");
        }
    }

    private static TextMatch TextOf(StringMatch match, string field, RouteProblems problems) => match switch
    {
        { Exact: { } exact } => TextMatch.Exact(exact),
        { Prefix: { } prefix } => TextMatch.Prefix(prefix),
        { Regex: { } pattern } => problems.Regex($"{field}.regex", pattern),
        _ => TextMatch.Any,
    };

    private static NamedMatch[] Named(IReadOnlyDictionary<string, StringMatch>? matches, string field, RouteProblems problems) =>
        matches is null ? [] : [.. matches.Select(match => new NamedMatch(match.Key, TextOf(match.Value, $"{field}.{match.Key}", problems)))];

    private static void Refuse(IDictionary<string, JsonElement>? others, string field, RouteProblems problems)
    {
        if (others?.Keys.Order(StringComparer.Ordinal).FirstOrDefault() is { } name)
        {
            problems.Add($"{field}.{name}", value: null, "the playground's mesh does not serve this field; take it out.");
        }
    }
}
