using System.Globalization;

namespace ModelSync.Playground.Network;

/// <summary>The head of an HTTP CONNECT request.</summary>
internal sealed record ConnectRequest(string Host, int Port)
{
    internal static ConnectRequest? Parse(string head)
    {
        var requestLine = head.Split("\r\n", 2)[0].Split(' ');
        if (requestLine is not ["CONNECT", var authority, "HTTP/1.1" or "HTTP/1.0"])
        {
            return null;
        }

        var colon = authority.LastIndexOf(':');
        return colon > 0 && ushort.TryParse(authority.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
            ? new ConnectRequest(authority[..colon].Trim('[', ']'), port)
            : null;
    }
}
