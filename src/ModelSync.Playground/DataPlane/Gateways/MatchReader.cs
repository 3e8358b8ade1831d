using ModelSync.Playground.DataPlane.Kinds;
using ModelSync.Playground.DataPlane.Routing;

namespace ModelSync.Playground.DataPlane.Gateways;

/// <summary>Reads the matches of rules.</summary>
internal static class MatchReader
{
    public static RequestMatch Read(HttpRouteMatch match, string field, RouteProblems problems) => new()
    {
        Path = PathOf(match.Path, $"{field}.path", problems),
        Method = match.Method is null ? null : TextMatch.Exact(match.Method),
        Headers = Named(match.Headers, $"{field}.headers", StringComparer.OrdinalIgnoreCase, problems),
        QueryParameters = Named(match.QueryParams, $"{field}.queryParams", StringComparer.Ordinal, problems),
    };

    public static RequestMatch Read(GrpcRouteMatch match, string field, RouteProblems problems) => new()
    {
        Path = MethodOf(match.Method, $"{field}.method", problems),
        Headers = Named(match.Headers, $"{field}.headers", StringComparer.OrdinalIgnoreCase, problems),
    };

    private static PathMatch PathOf(HttpPathMatch? path, string field, RouteProblems problems)
    {
        var value = path?.Value ?? "/";
        switch (path?.Type ?? "PathPrefix")
        {
            case "PathPrefix":
                return PathMatch.Prefix(value);
            case "Exact":
                return PathMatch.Exact(value);
            case "RegularExpression":
                return Regex($"{field}.value", value, problems);
            default:
                problems.Add($"{field}.type", path!.Type, "use Exact, PathPrefix or RegularExpression.");
                return PathMatch.Any;
        }
    }

    // A gRPC method is called by the path /SERVICE/METHOD.
    private static PathMatch MethodOf(GrpcMethodMatch? method, string field, RouteProblems problems) =>
        (method?.Type ?? "Exact", method?.Service, method?.Method) switch
        {
            ("Exact", null, null) or ("RegularExpression", null, null) => PathMatch.Any,
            ("Exact", { } service, { } name) => PathMatch.Exact($"/{service}/{name}"),
            ("Exact", { } service, null) => PathMatch.Prefix($"/{service}"),
            ("Exact", null, { } name) => PathMatch.Suffix(name),
            ("RegularExpression", var service, var name) => Regex(field, $"/(?:{service ?? "[^/]+"})/(?:{name ?? "[^/]+"})", problems),
            _ => Unknown(method?.Type, field, problems),
        };

    private static PathMatch Unknown(string? type, string field, RouteProblems problems)
    {
        problems.Add($"{field}.type", type, "use Exact or RegularExpression.");
        return PathMatch.Any;
    }

    private static PathMatch Regex(string field, string pattern, RouteProblems problems)
    {
        if (PathMatch.TryRegex(pattern) is { } match)
        {
            return match;
        }

        problems.Regex(field, pattern);
        return PathMatch.Any;
    }

    // Of several of one name the first counts, says the API.
    private static NamedMatch[] Named(IReadOnlyList<HeaderValueMatch>? matches, string field, StringComparer names, RouteProblems problems) =>
    [
        .. (matches ?? [])
            .DistinctBy(match => match.Name, names)
            .Select((match, index) => new NamedMatch(match.Name, TextOf(match, $"{field}[{index}]", problems))),
    ];

    private static TextMatch TextOf(HeaderValueMatch match, string field, RouteProblems problems)
    {
        switch (match.Type ?? "Exact")
        {
            case "Exact":
                return TextMatch.Exact(match.Value ?? "");
            case "RegularExpression":
                return problems.Regex($"{field}.value", match.Value ?? "");
            default:
                problems.Add($"{field}.type", match.Type, "use Exact or RegularExpression.");
                return TextMatch.Any;
        }
    }
}
