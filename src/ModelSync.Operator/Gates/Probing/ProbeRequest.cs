using System.Text;
using System.Text.Json;
using ModelSync.Api.Gates;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Operator.Gates.Probing;

/// <summary>A request that a user wrote, with the values of `{{args.NAME}}` in its path, headers and body.</summary>
internal static class ProbeRequest
{
    private const string Prefix = "{{args.";
    private const string Suffix = "}}";
    private const string Json = "application/json";

    /// <summary>Makes the request, each time anew; or says why it cannot be made.</summary>
    public static (Func<HttpRequestMessage>? Make, string? Problem) Of(ProbeCheck check, StringMap args)
    {
        var problem = default(string);
        var path = Fill(check.Path!, args, Uri.EscapeDataString, ref problem);
        var type = check.Headers?.FirstOrDefault(static header => IsContentType(header.Key)).Value ?? Json;
        var isJson = type.StartsWith(Json, StringComparison.OrdinalIgnoreCase);
        var body = check.Body is { } text ? Fill(text, args, isJson ? EscapeJson : static value => value, ref problem) : null;
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var (name, value) in check.Headers ?? StringMap.Empty)
        {
            headers.Add(KeyValuePair.Create(name, Fill(value, args, static arg => arg, ref problem)));
        }

        problem ??= headers.Where(static header => !IsHeader(header)).Select(static header =>
            $"spec.probe.headers.{header.Key} has characters that no header can have: correct it, or the args in it").FirstOrDefault();
        var method = check.Method switch
        {
            HttpMethodName.HEAD => HttpMethod.Head,
            HttpMethodName.POST => HttpMethod.Post,
            HttpMethodName.GET => HttpMethod.Get,
            _ => body is null ? HttpMethod.Get : HttpMethod.Post,
        };
        return problem is null ? (() => Make(method, path, headers, body, type), null) : (null, problem);
    }

    private static HttpRequestMessage Make(HttpMethod method, string path, List<KeyValuePair<string, string>> headers, string? body, string type)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        foreach (var (name, value) in headers)
        {
            // The host decides at a virtual server which application answers, so it may be another one.
            if (!IsContentType(name) && !request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }

    private static string Fill(string template, StringMap args, Func<string, string> escape, ref string? problem)
    {
        var text = new StringBuilder(template.Length);
        var at = 0;
        while (true)
        {
            var start = template.IndexOf(Prefix, at, StringComparison.Ordinal);
            var end = start < 0 ? -1 : template.IndexOf(Suffix, start, StringComparison.Ordinal);
            if (end < 0)
            {
                return text.Append(template, at, template.Length - at).ToString();
            }

            var name = template[(start + Prefix.Length)..end];
            text.Append(template, at, start - at);
            if (args.TryGetValue(name, out var value))
            {
                text.Append(escape(value));
            }
            else
            {
                problem ??= $"the probe asks for {Prefix}{name}{Suffix}, which has no value: set it in the args of the rollout's gate, or correct the name";
            }

            at = end + Suffix.Length;
        }
    }

    // Within quotes, where a value in JSON stands.
    private static string EscapeJson(string value) => JsonEncodedText.Encode(value).ToString();

    private static bool IsContentType(string name) => string.Equals(name, "Content-Type", StringComparison.OrdinalIgnoreCase);

    private static bool IsHeader(KeyValuePair<string, string> header) =>
        header.Key.Length > 0
        && header.Key.All(static character => char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal))
        && header.Value.All(static character => character is '\t' or (>= ' ' and <= '~'));
}
