namespace ModelSync.Playground.Network;

/// <summary>A request to a proxy that names its target whole: GET http://10.244.0.5:8080/metrics HTTP/1.1.</summary>
/// <param name="Host">The target's host.</param>
/// <param name="Port">The target's port.</param>
/// <param name="Head">The head that the target gets: its own path, and one request for one connection.</param>
internal sealed record ForwardRequest(string Host, int Port, string Head)
{
    public static ForwardRequest? Parse(string head)
    {
        var lines = head.Split("\r\n");
        if (lines[0].Split(' ') is not [{ Length: > 0 } method, var target, "HTTP/1.1" or "HTTP/1.0"]
            || !target.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || !Uri.TryCreate(target, UriKind.Absolute, out var uri)
            || uri.UserInfo.Length > 0)
        {
            return null;
        }

        // As it came: what Uri makes of a path may differ from what the client wrote.
        var slash = target.IndexOfAny(['/', '?', '#'], "http://".Length);
        var path = slash < 0 ? "/" : target[slash] is '/' ? target[slash..] : "/" + target[slash..];
        var kept = lines[1..].Where(line => !MessageFields.IsOfHop(line) && !MessageFields.Is(line, "Host"));
        string[] forwarded = [$"{method} {path.Split('#', 2)[0]} HTTP/1.1", $"Host: {uri.Authority}", .. kept, MessageFields.Close];
        return new ForwardRequest(uri.IdnHost, uri.Port, string.Join("\r\n", forwarded) + "\r\n\r\n");
    }
}
