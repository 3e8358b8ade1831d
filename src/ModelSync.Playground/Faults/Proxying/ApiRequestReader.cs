using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using ModelSync.Playground.Faults.Rules;

namespace ModelSync.Playground.Faults.Proxying;

/// <summary>Understands requests as the API server's RequestInfoFactory does, which decides about authorization, audit and limits there.</summary>
internal static class ApiRequestReader
{
    private const string ApplyMediaType = "application/apply-patch+yaml";
    private const string NameField = "metadata.name=";

    public static ApiRequest Read(string method, string target, string? contentType, string? agent, string? user)
    {
        var queryStart = target.IndexOf('?', StringComparison.Ordinal);
        var path = queryStart < 0 ? target : target[..queryStart];
        var query = queryStart < 0 ? "" : target[queryStart..];
        var request = new ApiRequest { Verb = method.ToLowerInvariant(), Path = path, Query = query, Agent = agent, User = user };
        string[] parts = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        return parts switch
        {
            ["api", _, .. { Length: > 0 } rest] => OfResource(request, method, rest, contentType),
            ["apis", var group, _, .. { Length: > 0 } rest] => OfResource(request with { Group = group }, method, rest, contentType),
            _ => request,
        };
    }

    private static ApiRequest OfResource(ApiRequest request, string method, string[] parts, string? contentType)
    {
        // The oldest form of watches, which kubectl has not used for years and the server still knows.
        var isOldWatch = parts is ["watch", _, ..];
        parts = isOldWatch ? parts[1..] : parts;
        if (parts is ["namespaces", var ns, ..])
        {
            request = request with { Namespace = ns };
            parts = parts is [_, _, not ("status" or "finalize"), ..] ? parts[2..] : parts;
        }

        request = request with
        {
            Resource = parts[0],
            Name = parts.ElementAtOrDefault(1),
            Subresource = parts.ElementAtOrDefault(2),
        };
        request = request with { Verb = VerbOf(method, contentType) };
        return request.Name is null || isOldWatch ? OfCollection(request, isOldWatch) : request;
    }

    private static ApiRequest OfCollection(ApiRequest request, bool isOldWatch) => request.Verb switch
    {
        "get" => request with
        {
            Verb = isOldWatch || IsTrue(request.Query, "watch") ? "watch" : "list",
            Name = request.Name ?? NameIn(request.Query),
        },
        "delete" => request with { Verb = "deletecollection" },
        _ => request,
    };

    private static string VerbOf(string method, string? contentType) => method switch
    {
        "GET" or "HEAD" => "get",
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => contentType?.StartsWith(ApplyMediaType, StringComparison.OrdinalIgnoreCase) is true ? "apply" : "patch",
        "DELETE" => "delete",
        _ => method.ToLowerInvariant(),
    };

    private static bool IsTrue(string query, string name) => Value(query, name) is "1" or "t" or "T" or "true" or "TRUE" or "True" or "";

    private static string? NameIn(string query) =>
        Value(query, "fieldSelector")?.Split(',').FirstOrDefault(field => field.StartsWith(NameField, StringComparison.Ordinal))?[NameField.Length..];

    /// <summary>The value of a parameter; null where it is not there.</summary>
    public static string? Value(string query, string name)
    {
        foreach (var pair in new QueryStringEnumerable(query))
        {
            if (pair.DecodeName().Span.SequenceEqual(name))
            {
                return pair.DecodeValue().ToString();
            }
        }

        return null;
    }

    public static ApiRequest Read(HttpContext http, string target, string? user) =>
        Read(http.Request.Method, target, http.Request.ContentType, http.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent : null, user);
}
