using ModelSync.Playground.DataPlane.Kinds;
using ModelSync.Playground.DataPlane.Routing;

namespace ModelSync.Playground.DataPlane.Gateways;

/// <summary>Reads the filters of a rule or of a backend.</summary>
internal static class FilterReader
{
    private const string RequestHeaders = "RequestHeaderModifier";
    private const string ResponseHeaders = "ResponseHeaderModifier";

    /// <summary>The rule with the filters in force.</summary>
    public static RouteRule Apply(RouteRule rule, IReadOnlyList<RouteFilter>? filters, string field, RouteProblems problems)
    {
        foreach (var (index, filter) in (filters ?? []).Index())
        {
            var at = $"{field}[{index}]";
            rule = filter switch
            {
                { Type: RequestHeaders, RequestHeaderModifier: { } request } => rule with { RequestHeaders = rule.RequestHeaders.Then(Changes(request)) },
                { Type: ResponseHeaders, ResponseHeaderModifier: { } response } => rule with { ResponseHeaders = rule.ResponseHeaders.Then(Changes(response)) },
                { Type: "RequestRedirect", RequestRedirect: { } redirect } => rule with { Redirect = RedirectOf(redirect, $"{at}.requestRedirect", problems) },
                { Type: "URLRewrite", UrlRewrite: { } rewrite } => rule with
                {
                    HostRewrite = rewrite.Hostname,
                    PathRewrite = PathOf(rewrite.Path, $"{at}.urlRewrite.path", problems),
                },
                _ => Unsupported(rule, filter, at, problems),
            };
        }

        return rule;
    }

    /// <summary>The backend with the filters in force; those that are for whole rules alone are a problem.</summary>
    public static RouteBackend Apply(RouteBackend backend, IReadOnlyList<RouteFilter>? filters, string field, RouteProblems problems)
    {
        foreach (var (index, filter) in (filters ?? []).Index())
        {
            switch (filter)
            {
                case { Type: RequestHeaders, RequestHeaderModifier: { } request }:
                    backend = backend with { RequestHeaders = backend.RequestHeaders.Then(Changes(request)) };
                    break;
                case { Type: ResponseHeaders, ResponseHeaderModifier: { } response }:
                    backend = backend with { ResponseHeaders = backend.ResponseHeaders.Then(Changes(response)) };
                    break;
                default:
                    problems.Add(
                        $"{field}[{index}].type",
                        filter.Type,
                        "the playground supports RequestHeaderModifier and ResponseHeaderModifier at a backend, with the member of that name.");
                    break;
            }
        }

        return backend;
    }

    private static RouteRule Unsupported(RouteRule rule, RouteFilter filter, string field, RouteProblems problems)
    {
        problems.Add(
            $"{field}.type",
            filter.Type,
            "the playground supports RequestHeaderModifier, ResponseHeaderModifier, RequestRedirect and URLRewrite, each with the member of that name.");
        return rule;
    }

    private static HeaderChanges Changes(HeaderFilter filter) => new()
    {
        Set = [.. (filter.Set ?? []).Select(pair => KeyValuePair.Create(pair.Name, pair.Value))],
        Add = [.. (filter.Add ?? []).Select(pair => KeyValuePair.Create(pair.Name, pair.Value))],
        Remove = filter.Remove ?? [],
    };

    private static Redirect RedirectOf(RedirectFilter filter, string field, RouteProblems problems) => new()
    {
        Scheme = filter.Scheme,
        Host = filter.Hostname,
        Port = filter.Port,
        Path = PathOf(filter.Path, $"{field}.path", problems),
        StatusCode = filter.StatusCode ?? 302,
    };

    private static PathRewrite? PathOf(PathModifier? path, string field, RouteProblems problems)
    {
        switch (path)
        {
            case null:
                return null;
            case { Type: "ReplaceFullPath", ReplaceFullPath: { } full }:
                return new PathRewrite(full, IsPrefix: false);
            case { Type: "ReplacePrefixMatch", ReplacePrefixMatch: { } prefix }:
                return new PathRewrite(prefix, IsPrefix: true);
            default:
                problems.Add($"{field}.type", path.Type, "use ReplaceFullPath or ReplacePrefixMatch, with the member of that name.");
                return null;
        }
    }
}
