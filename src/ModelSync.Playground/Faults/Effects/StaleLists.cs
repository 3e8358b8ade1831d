using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using ModelSync.Kubernetes.Protobuf;
using ModelSync.Playground.Faults.Planning;
using ModelSync.Playground.Faults.Proxying;
using ModelSync.Playground.Faults.Rules;

namespace ModelSync.Playground.Faults.Effects;

/// <summary>Remembers the first list of each kind that a rule of the plan has seen, and serves it again as long as the rule is there.</summary>
internal sealed class StaleLists(FaultPlan plan)
{
    private const int MostLists = 32;
    private const int LongestList = 8 * 1024 * 1024;

    private static readonly string[] Versions = ["resourceVersion", "resourceVersionMatch", "limit", "continue", "timeout", "timeoutSeconds"];

    private readonly ConcurrentDictionary<ListKey, Remembered> _lists = new();

    /// <summary>Which lists are the same: whoever asks for the same objects in the same form.</summary>
    public static ListKey KeyOf(int rule, ApiRequest request, HttpContext http)
    {
        var parameters = QueryHelpers.ParseQuery(request.Query)
            .Where(parameter => !Versions.Contains(parameter.Key))
            .OrderBy(parameter => parameter.Key, StringComparer.Ordinal);
        var query = string.Join('&', parameters.Select(parameter => $"{parameter.Key}={parameter.Value}"));
        return new ListKey(rule, $"{request.User} {request.Path}?{query} {http.Request.Headers.Accept}");
    }

    /// <summary>Serves what is remembered; false where nothing is.</summary>
    public async Task<bool> TryServeAsync(ListKey key, StaleSource from, ApiRequest request, HttpContext http, CancellationToken cancellationToken)
    {
        if (!_lists.TryGetValue(key, out var list))
        {
            return false;
        }

        var wanted = ApiRequestReader.Value(request.Query, "resourceVersion") ?? "";
        if (from == StaleSource.Server && list.IsBefore(wanted))
        {
            await ErrorAnswer.WriteStatusAsync(http, ServerErrors.TooLargeVersion(wanted, list.Version), cancellationToken).ConfigureAwait(false);
            return true;
        }

        await ErrorAnswer.WriteAsync(http, list.ContentType, list.Body, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Reads a list to its end and remembers it, where it is whole and not too large; gives what it has read.</summary>
    public async Task<byte[]?> RememberAsync(ListKey key, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        ForgetThoseOfOldRules();
        if (answer.StatusCode != HttpStatusCode.OK || _lists.Count >= MostLists)
        {
            return null;
        }

        var body = await WholeBody.ReadAsync(answer, LongestList, cancellationToken).ConfigureAwait(false);
        var isProtobuf = answer.Content.Headers.ContentType?.MediaType is StatusFormat.Protobuf;
        if (ListMetaOf(body, isProtobuf) is ({ Length: > 0 } version, ""))
        {
            _lists.TryAdd(key, new Remembered(version, $"{answer.Content.Headers.ContentType}", body));
        }

        return body;
    }

    private void ForgetThoseOfOldRules()
    {
        foreach (var key in _lists.Keys.Where(key => !plan.Has(key.Rule)))
        {
            _lists.TryRemove(key, out _);
        }
    }

    // A list that goes on elsewhere shows no whole state.
    private static (string? Version, string Continue) ListMetaOf(byte[] body, bool isProtobuf)
    {
        try
        {
            return isProtobuf ? OfProtobuf(body) : OfJson(body);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or ProtobufException or InvalidOperationException)
        {
            return default;
        }
    }

    private static (string? Version, string Continue) OfJson(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        var metadata = json.RootElement.GetProperty("metadata");
        return (metadata.GetProperty("resourceVersion").GetString(), metadata.TryGetProperty("continue", out var more) ? more.GetString() ?? "" : "");
    }

    private static (string? Version, string Continue) OfProtobuf(byte[] body)
    {
        var unknown = new ProtobufReader(body.AsSpan(Math.Min(4, body.Length)));
        while (unknown.ReadField())
        {
            if (unknown.FieldNumber == 2)
            {
                var list = unknown.ReadMessage();
                if (list.ReadField() && list.FieldNumber == 1)
                {
                    return OfListMeta(list.ReadMessage());
                }
            }
        }

        return default;
    }

    private static (string? Version, string Continue) OfListMeta(ProtobufReader metadata)
    {
        var (version, more) = ("", "");
        while (metadata.ReadField())
        {
            version = metadata.FieldNumber == 2 ? metadata.ReadString() : version;
            more = metadata.FieldNumber == 3 ? metadata.ReadString() : more;
        }

        return (version, more);
    }

    /// <summary>A list of a rule.</summary>
    internal readonly record struct ListKey(int Rule, string Asked);

    private sealed record Remembered(string Version, string ContentType, byte[] Body)
    {
        public bool IsBefore(string wanted) =>
            ulong.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var other)
            && ulong.TryParse(Version, NumberStyles.None, CultureInfo.InvariantCulture, out var own)
            && own < other;
    }
}
