using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace ModelSync.Testing.Api;

/// <summary>One request as it arrived.</summary>
public sealed class RecordedRequest
{
    private readonly TaskCompletionSource _hungUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, string> _headers;

    private RecordedRequest(HttpContext context, byte[] body)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        Method = HttpMethod.Parse(context.Request.Method);
        Path = question < 0 ? target : target[..question];
        RawQuery = question < 0 ? "" : target[(question + 1)..];
        Query = QueryHelpers.ParseQuery(RawQuery).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        _headers = context.Request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Protocol = context.Request.Protocol;
        ConnectionId = context.Connection.Id;
        Body = body;
        context.RequestAborted.Register(() => _hungUp.TrySetResult());
    }

    /// <summary>The method.</summary>
    public HttpMethod Method { get; }

    /// <summary>The path as it travelled, still escaped, without the query.</summary>
    public string Path { get; }

    /// <summary>The query as it travelled, without the question mark.</summary>
    public string RawQuery { get; }

    /// <summary>The query's parameters.</summary>
    public IReadOnlyDictionary<string, string> Query { get; }

    /// <summary>The HTTP version.</summary>
    public string Protocol { get; }

    /// <summary>Which connection it came by.</summary>
    public string ConnectionId { get; }

    /// <summary>The body's bytes.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The body as text.</summary>
    public string BodyText => Encoding.UTF8.GetString(Body.Span);

    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonElement.Parse(Body.Span);

    /// <summary>Completes when the client goes away before its answer has ended.</summary>
    public Task HungUp => _hungUp.Task;

    /// <summary>A header's value, or null.</summary>
    public string? Header(string name) => _headers.GetValueOrDefault(name);

    /// <inheritdoc />
    public override string ToString() => RawQuery.Length == 0 ? $"{Method} {Path}" : $"{Method} {Path}?{RawQuery}";

    internal static async Task<RecordedRequest> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return new RecordedRequest(context, body.ToArray());
    }
}
